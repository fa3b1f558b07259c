package io.burstlease.release;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Lease;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends one host of a lease on its way out while the lease goes on; the cloud would let it go after the grace. */
@Component
class GiveBack {

    private final Hosts hosts;
    private final Clock clock;

    GiveBack(Hosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * Joins the caller's transaction, which holds the lease's lock.
     *
     * @throws ProblemException 409 when it cannot be sent off, or is on its way already
     */
    Host of(Lease lease, String hostId, @Nullable String reason, boolean force) {
        Instant now = clock.instant();
        return hosts.change(hostId, host -> {
            if (!host.sendOff(Leaving.RELEASED, reason, force, now)) {
                throw ProblemException.conflict(
                        "wrong-state", "host " + hostId + " is " + host.state() + " and is not to be sent off");
            }
            if (host.state().costs() && !host.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
                host.wantRelease(DeadMan.ofRelease(now, lease.ask().grace(), now), now);
            }
        });
    }
}
