package io.burstlease.join;

import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.LaunchEvent;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class JoinListener {

    private final Errands errands;
    private final Hosts hosts;

    JoinListener(Errands errands, Hosts hosts) {
        this.errands = errands;
        this.hosts = hosts;
    }

    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.to() == HostState.JOINING) {
            errands.start(Join.NAME, moved.hostId());
        }
        if (moved.from() == HostState.JOINING || moved.to() == HostState.DELETING) {
            hosts.get(moved.hostId()).launchId().ifPresent(launch -> errands.start(EraseToken.NAME, launch));
        }
    }

    @EventListener
    void on(HostEvent.NodeChanged node) {
        errands.wake(Join.NAME, node.hostId());
    }

    @EventListener
    void on(LaunchEvent.Settled settled) {
        errands.start(EraseToken.NAME, settled.launchId());
    }
}
