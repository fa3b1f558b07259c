package io.burstlease.prepare;

import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class PrepareListener {

    private final Errands errands;
    private final Hosts hosts;

    PrepareListener(Errands errands, Hosts hosts) {
        this.errands = errands;
        this.hosts = hosts;
    }

    @EventListener
    void on(HostEvent.NodeChanged node) {
        errands.wake(Prepare.NAME, node.hostId());
    }

    @EventListener
    void on(HostEvent.HandedOver handed) {
        errands.start(Relabel.NAME, handed.hostId());
    }

    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.to() == HostState.PREPARING) {
            errands.start(Prepare.NAME, moved.hostId());
        }
        if (moved.to() == HostState.READY || moved.to() == HostState.GONE) {
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.start(Activate.NAME, lease));
        }
    }
}
