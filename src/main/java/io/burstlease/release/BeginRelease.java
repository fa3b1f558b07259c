package io.burstlease.release;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends every host of a lease on its way out, in the transaction that began the release. */
@Component
class BeginRelease {

    private final Leases leases;
    private final Hosts hosts;
    private final Clock clock;

    BeginRelease(Leases leases, Hosts hosts, Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.clock = clock;
    }

    void of(String leaseId, Ending why) {
        Lease lease = leases.get(leaseId);
        Instant now = clock.instant();
        Instant deadMan = DeadMan.of(lease, now);
        String reason = why.name();
        for (Host host : hosts.ofLease(leaseId)) {
            hosts.change(host.id(), h -> {
                h.sendOff(Leaving.RELEASED, reason, why == Ending.FORCED, now);
                if (h.state().costs() && !h.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
                    h.wantRelease(deadMan, now);
                }
            });
        }
    }
}
