package io.burstlease.provision;

import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.LaunchEvent;
import io.burstlease.host.Launches;
import io.burstlease.lease.GrowthEvent;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.workflow.Errands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ProvisionListener {

    private final Errands errands;
    private final Hosts hosts;
    private final Launches launches;
    private final Growing growing;

    ProvisionListener(Errands errands, Hosts hosts, Launches launches, Growing growing) {
        this.errands = errands;
        this.hosts = hosts;
        this.launches = launches;
        this.growing = growing;
    }

    @EventListener
    void on(LeaseEvent event) {
        switch (event) {
            case LeaseEvent.Approved approved -> errands.startAt(Place.NAME, approved.leaseId(), approved.startsAt());
            case LeaseEvent.ReleaseBegan release -> {
                errands.wake(Place.NAME, release.leaseId());
                launches.ofLease(release.leaseId()).forEach(launch -> errands.wake(LaunchHosts.NAME, launch.id()));
            }
            case LeaseEvent.Shrunk ignored -> {}
            case LeaseEvent.EndNears ignored -> {}
            case LeaseEvent.Requested ignored -> {}
            case LeaseEvent.Dropped ignored -> {}
            case LeaseEvent.ProvisioningBegan ignored -> {}
            case LeaseEvent.Activated ignored -> {}
            case LeaseEvent.EndMoved ignored -> {}
            case LeaseEvent.Ended ignored -> {}
        }
    }

    /** Its hosts are planned in the transaction that grants it. */
    @EventListener
    void on(GrowthEvent.Approved granted) {
        growing.plan(granted.growthId(), granted.leaseId(), granted.hosts());
        errands.start(Place.NAME, granted.leaseId());
        errands.start(Growing.NAME, granted.growthId());
    }

    @EventListener
    void on(LaunchEvent event) {
        switch (event) {
            case LaunchEvent.Intended intended -> errands.start(LaunchHosts.NAME, intended.launchId());
            case LaunchEvent.Settled settled -> errands.start(Place.NAME, settled.leaseId());
        }
    }

    @EventListener
    void on(HostEvent event) {
        switch (event) {
            case HostEvent.Moved moved -> moved(moved);
            case HostEvent.SeenChanged seen -> errands.wake(Boot.NAME, seen.hostId());
            case HostEvent.NodeChanged node -> errands.wake(Boot.NAME, node.hostId());
            case HostEvent.HandedOver handed -> errands.start(Place.NAME, handed.fromLeaseId());
            case HostEvent.ReleaseTimeWanted ignored -> {}
            case HostEvent.Missed ignored -> {}
            case HostEvent.PaidLonger ignored -> {}
        }
    }

    /** Whether a host that leaves is replaced is decided under its lease's lock, which is taken before any host's. */
    private void moved(HostEvent.Moved moved) {
        if (moved.to() == HostState.BOOTING) {
            errands.start(Boot.NAME, moved.hostId());
        }
        if (!moved.to().isComing()) {
            growing.of(moved.hostId()).ifPresent(growth -> errands.wake(Growing.NAME, growth));
        }
        if (moved.to() == HostState.DELETING || moved.to() == HostState.DRAINING) {
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.start(Place.NAME, lease));
        }
    }
}
