package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.GrowthEvent;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Errands;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ApproveListener {

    private final Errands errands;
    private final Budgets budgets;
    private final Leases leases;
    private final Hosts hosts;
    private final Exposure exposure;

    ApproveListener(Errands errands, Budgets budgets, Leases leases, Hosts hosts, Exposure exposure) {
        this.errands = errands;
        this.budgets = budgets;
        this.leases = leases;
        this.hosts = hosts;
        this.exposure = exposure;
    }

    @EventListener
    void on(LeaseEvent.Requested requested) {
        errands.startAt(DecisionDeadline.NAME, requested.leaseId(), requested.decideBy());
    }

    /** A period ends earlier than was set aside for, because its hosts came before they had to. */
    @EventListener
    void on(LeaseEvent.Activated activated) {
        exposure.pullIn(leases.get(activated.leaseId()));
    }

    /**
     * What a host that is given back early will not cost is free again, and when the last one that was paid for longer
     * than its lease lasted is gone. What is to be replaced stays set aside.
     */
    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.to() == HostState.DRAINING || moved.to() == HostState.DELETING || moved.to() == HostState.GONE) {
            boolean givenBack = hosts.get(moved.hostId()).leaving().equals(Optional.of(Leaving.RELEASED));
            hosts.leaseOf(moved.hostId())
                    .filter(lease -> isSettled(leases.get(lease).state(), givenBack))
                    .ifPresent(lease -> errands.start(PullIn.NAME, lease));
        }
    }

    private static boolean isSettled(LeaseState lease, boolean givenBack) {
        return lease.isFinal() || givenBack && lease == LeaseState.ACTIVE;
    }

    /** What a host that another lease has now will not cost is free again. */
    @EventListener
    void on(HostEvent.HandedOver handed) {
        errands.start(PullIn.NAME, handed.fromLeaseId());
    }

    /** What the hosts that could not be had will not cost is free again. */
    @EventListener
    void on(GrowthEvent.Ended ended) {
        if (ended.state() == GrowthState.CUT) {
            errands.start(PullIn.NAME, ended.leaseId());
        }
    }

    /** What is set aside beyond the real cost is free again. */
    @EventListener
    void on(LeaseEvent.Dropped dropped) {
        budgets.release(dropped.leaseId());
    }

    @EventListener
    void on(LeaseEvent.Ended ended) {
        Lease lease = leases.get(ended.leaseId());
        if (hosts.ofLease(lease.id()).isEmpty()) {
            budgets.release(lease.id());
        } else {
            // Hosts that are paid for longer than it lasted cost it until they are gone.
            exposure.pullIn(lease);
        }
    }
}
