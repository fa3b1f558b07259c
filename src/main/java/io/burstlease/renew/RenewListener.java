package io.burstlease.renew;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.HostEvent;
import io.burstlease.host.Hosts;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.lease.RenewalEvent;
import io.burstlease.workflow.Errands;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class RenewListener {

    private final Errands errands;
    private final Leases leases;
    private final Hosts hosts;
    private final Clock clock;

    RenewListener(Errands errands, Leases leases, Hosts hosts, Clock clock) {
        this.errands = errands;
        this.leases = leases;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** The wanted release time follows the lease's end in the same transaction; the cloud follows afterwards. */
    @EventListener
    void on(LeaseEvent.EndMoved moved) {
        Lease lease = leases.get(moved.leaseId());
        for (Host host : hosts.ofLease(lease.id())) {
            want(host, lease);
        }
        errands.start(Remind.NAME, lease.id());
        errands.start(RenewItself.NAME, lease.id());
    }

    @EventListener
    void on(LeaseEvent.Activated activated) {
        errands.start(Remind.NAME, activated.leaseId());
        errands.start(RenewItself.NAME, activated.leaseId());
    }

    /** A host bought under an older end wants the one that holds now, also one that was found without any. */
    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.beginsToCost()) {
            hosts.leaseOf(moved.hostId()).map(leases::get).ifPresent(lease -> want(hosts.get(moved.hostId()), lease));
        }
    }

    /** The cloud releases it by the end of the lease that has it now. */
    @EventListener
    void on(HostEvent.HandedOver handed) {
        want(hosts.get(handed.hostId()), leases.get(handed.toLeaseId()));
    }

    @EventListener
    void on(HostEvent.ReleaseTimeWanted wanted) {
        errands.start(isPrepaid(hosts.get(wanted.hostId())) ? PayLonger.NAME : ReleaseTime.NAME, wanted.hostId());
    }

    @EventListener
    void on(HostEvent.SeenChanged seen) {
        Host host = hosts.get(seen.hostId());
        if (isPrepaid(host)) {
            errands.wake(PayLonger.NAME, host.id());
        } else if (host.state().costs() && !ReleaseTime.isSeen(host)) {
            errands.start(ReleaseTime.NAME, host.id());
        } else {
            errands.wake(ReleaseTime.NAME, host.id());
        }
    }

    @EventListener
    void on(RenewalEvent event) {
        switch (event) {
            case RenewalEvent.Requested asked ->
                errands.startAt(RenewalLapse.NAME, asked.renewalId(), asked.decideBy());
            case RenewalEvent.Approved granted -> errands.start(PutInForce.NAME, granted.renewalId());
            case RenewalEvent.Dropped ignored -> {}
            case RenewalEvent.InForce ignored -> {}
        }
    }

    private static boolean isPrepaid(Host host) {
        return host.chargeType().equals(Optional.of(ChargeType.PREPAID));
    }

    /**
     * A host on its way out keeps its time: a lease that goes on is no reason to let it cost for longer. One that is
     * paid in advance is paid for until the hard end, once that is known: the purchase covers what was asked for.
     */
    private void want(Host host, Lease lease) {
        if (!host.state().costs() || host.leaving().isPresent()) {
            return;
        }
        Instant now = clock.instant();
        if (!isPrepaid(host)) {
            hosts.change(host.id(), h -> h.wantRelease(DeadMan.of(lease, now), now));
        } else if (lease.state() == LeaseState.ACTIVE) {
            hosts.change(host.id(), h -> h.wantRelease(lease.hardEnd(), now));
        }
    }
}
