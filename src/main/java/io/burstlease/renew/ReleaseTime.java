package io.burstlease.renew;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.lease.DeadMan;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps the release time that the cloud holds at the one that is wanted. Asking is repeated until a reading shows it;
 * an empty time is never sent, because it would cancel the switch.
 */
@Component
class ReleaseTime implements Errand {

    static final String NAME = "release-time";

    /** A reading wakes the step; this is for readings that show nothing new. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    private final Hosts hosts;
    private final CloudHosts cloud;
    private final Clock clock;

    ReleaseTime(Hosts hosts, CloudHosts cloud, Clock clock) {
        this.hosts = hosts;
        this.cloud = cloud;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (!host.state().costs() || host.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
            return Outcome.done("host is " + host.state());
        }
        Optional<Instant> wanted = host.wantedReleaseAt();
        if (wanted.isEmpty() || isSeen(host)) {
            return Outcome.done(
                    "the cloud holds " + wanted.map(Instant::toString).orElse("none"));
        }
        Instant earliest = DeadMan.earliest(clock.instant());
        if (wanted.get().isBefore(earliest)) {
            claim.settle(() -> {
                hosts.change(host.id(), h -> notBefore(earliest, h));
            });
            return Outcome.next();
        }
        try {
            cloud.moveReleaseTime(host.instanceId().orElseThrow(), wanted.get());
        } catch (CloudException refused) {
            if (refused.family() != CloudException.Family.GONE) {
                throw refused;
            }
        }
        return Outcome.wait(ASK_AGAIN, "to be seen moved to " + wanted.get());
    }

    /** A renewal may have moved it far beyond meanwhile. */
    private void notBefore(Instant earliest, Host host) {
        if (host.wantedReleaseAt().filter(at -> at.isBefore(earliest)).isPresent()) {
            host.wantRelease(earliest, clock.instant());
        }
    }

    /** True when the last reading showed the wanted release time. */
    static boolean isSeen(Host host) {
        return host.wantedReleaseAt()
                .map(wanted -> wanted.equals(host.sight().seenReleaseAt()))
                .orElse(true);
    }
}
