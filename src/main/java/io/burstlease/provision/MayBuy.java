package io.burstlease.provision;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether money may be spent for a lease now; asked again, under its lock, by whoever records an intent to spend. */
@Component
class MayBuy {

    private final Pauses pauses;
    private final Clock clock;

    MayBuy(Pauses pauses, Clock clock) {
        this.pauses = pauses;
        this.clock = clock;
    }

    /** What stands against it, in words that begin with a stable code; empty when nothing does. */
    Optional<String> obstacle(Lease lease) {
        if (lease.state() != LeaseState.PROVISIONING && lease.state() != LeaseState.ACTIVE) {
            return Optional.of("lease-over: the lease is " + lease.state());
        }
        if (!clock.instant().isBefore(lease.end())) {
            return Optional.of("end-came: the lease ended at " + lease.end());
        }
        return pauses.stopping(lease.ask()).map(pause -> "paused: " + pause.scope() + ", " + pause.reason());
    }
}
