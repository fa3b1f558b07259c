package io.burstlease.apply;

import io.burstlease.lease.GrowthEvent;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ApplyListener {

    private final Errands errands;

    ApplyListener(Errands errands) {
        this.errands = errands;
    }

    @EventListener
    void on(GrowthEvent.Requested asked) {
        errands.startAt(GrowthLapse.NAME, asked.growthId(), asked.decideBy());
    }
}
