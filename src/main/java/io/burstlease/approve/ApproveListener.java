package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ApproveListener {

    private final Errands errands;
    private final Budgets budgets;

    ApproveListener(Errands errands, Budgets budgets) {
        this.errands = errands;
        this.budgets = budgets;
    }

    @EventListener
    void on(LeaseEvent.Requested requested) {
        errands.startAt(DecisionDeadline.NAME, requested.leaseId(), requested.decideBy());
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
