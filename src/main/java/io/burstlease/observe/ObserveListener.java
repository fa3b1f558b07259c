package io.burstlease.observe;

import io.burstlease.host.HostEvent;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ObserveListener {

    private final Errands errands;

    ObserveListener(Errands errands) {
        this.errands = errands;
    }

    @EventListener
    void on(HostEvent.Missed missed) {
        errands.start(Gone.NAME, missed.hostId());
    }
}
