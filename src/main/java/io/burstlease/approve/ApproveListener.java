package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ApproveListener {

    private final Errands errands;
    private final Budgets budgets;
    private final Leases leases;
    private final Exposure exposure;

    ApproveListener(Errands errands, Budgets budgets, Leases leases, Exposure exposure) {
        this.errands = errands;
        this.budgets = budgets;
        this.leases = leases;
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

    /** What is set aside beyond the real cost is free again. */
    @EventListener
    void on(LeaseEvent.Dropped dropped) {
        budgets.release(dropped.leaseId());
    }

    @EventListener
    void on(LeaseEvent.Ended ended) {
        budgets.release(ended.leaseId());
    }
}
