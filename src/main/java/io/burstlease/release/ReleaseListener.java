package io.burstlease.release;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.HostEvent;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.LaunchEvent;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.workflow.Errands;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class ReleaseListener {

    private final Errands errands;
    private final Hosts hosts;
    private final BeginRelease beginRelease;
    private final GiveUp giveUp;

    ReleaseListener(Errands errands, Hosts hosts, BeginRelease beginRelease, GiveUp giveUp) {
        this.errands = errands;
        this.hosts = hosts;
        this.beginRelease = beginRelease;
        this.giveUp = giveUp;
    }

    @EventListener
    void on(LeaseEvent event) {
        switch (event) {
            case LeaseEvent.ProvisioningBegan began -> {
                errands.start(LeaseEnd.NAME, began.leaseId());
                errands.start(MoneyCap.NAME, began.leaseId());
            }
            case LeaseEvent.Activated active -> {
                errands.start(LeaseEnd.NAME, active.leaseId());
                // Not every lease was provisioned.
                errands.start(MoneyCap.NAME, active.leaseId());
            }
            case LeaseEvent.EndMoved moved -> errands.start(LeaseEnd.NAME, moved.leaseId());
            case LeaseEvent.ReleaseBegan release -> {
                beginRelease.of(release.leaseId(), release.ending());
                errands.start(WindUp.NAME, release.leaseId());
            }
            case LeaseEvent.Shrunk shrunk -> errands.start(Shrink.NAME, shrunk.leaseId());
            case LeaseEvent.EndNears ignored -> {}
            case LeaseEvent.Requested ignored -> {}
            case LeaseEvent.Approved ignored -> {}
            case LeaseEvent.Dropped ignored -> {}
            case LeaseEvent.Ended ignored -> {}
        }
    }

    @EventListener
    void on(LaunchEvent.Settled settled) {
        errands.wake(WindUp.NAME, settled.leaseId());
    }

    @EventListener
    void on(HostEvent.SeenChanged seen) {
        if (Reclaimed.isAnnounced(hosts.get(seen.hostId()))) {
            errands.start(Reclaimed.NAME, seen.hostId());
        }
    }

    @EventListener
    void on(HostEvent.Moved moved) {
        if (moved.to() == HostState.READY) {
            // One that comes while its lease is cordoned is to be cordoned as well.
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.wake(LeaseEnd.NAME, lease));
        }
        if (moved.to() == HostState.DRAINING) {
            errands.start(DrainHost.NAME, moved.hostId());
        }
        if (moved.to() == HostState.HELD) {
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.wake(WindUp.NAME, lease));
        }
        if (hosts.get(moved.hostId()).chargeType().equals(Optional.of(ChargeType.PREPAID))) {
            prepaid(moved);
        }
        if (moved.to() == HostState.DELETING) {
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.start(DeleteHosts.NAME, lease));
        }
        if (moved.to() == HostState.GONE) {
            hosts.leaseOf(moved.hostId()).ifPresent(lease -> errands.wake(WindUp.NAME, lease));
            errands.start(ForgetNode.NAME, moved.hostId());
        }
    }

    private void prepaid(HostEvent.Moved moved) {
        if (moved.to() == HostState.DELETING || moved.to() == HostState.HELD) {
            errands.start(EndPrepaid.NAME, moved.hostId());
        }
        if (moved.to() == HostState.GONE && moved.from().costs()) {
            giveUp.gone(hosts.get(moved.hostId()));
        }
    }
}
