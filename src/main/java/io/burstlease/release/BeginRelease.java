package io.burstlease.release;

import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Sends every host of a lease on its way out, in the transaction that began the release. A host that is being bought
 * stays with its launch, which hands it over once it is known what was bought.
 */
@Component
class BeginRelease {

    /** Room between the hard end and the cloud's own release, should this service die meanwhile. */
    private static final Duration ROOM = Duration.ofMinutes(60);

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
        Instant deadMan = now.plus(lease.ask().grace()).plus(ROOM).truncatedTo(ChronoUnit.MINUTES);
        String reason = why.name();
        for (Host host : hosts.ofLease(leaseId)) {
            hosts.change(host.id(), h -> {
                sendOff(h, why, reason, now);
                h.wantedReleaseAt()
                        .filter(wanted -> h.state().costs() && wanted.isAfter(deadMan))
                        .ifPresent(later -> h.wantRelease(deadMan, now));
            });
        }
    }

    private static void sendOff(Host host, Ending why, String reason, Instant now) {
        switch (host.state()) {
            case PLANNED, BOOTING, JOINING, PREPARING -> host.delete(Leaving.RELEASED, reason, now);
            case READY -> {
                if (why == Ending.FORCED) {
                    host.delete(Leaving.RELEASED, reason, now);
                } else {
                    host.drain(Leaving.RELEASED, reason, now);
                }
            }
            case DRAINING -> {
                if (why == Ending.FORCED) {
                    host.delete(Leaving.RELEASED, reason, now);
                }
            }
            case LAUNCHING, DELETING, GONE, HELD -> {}
        }
    }
}
