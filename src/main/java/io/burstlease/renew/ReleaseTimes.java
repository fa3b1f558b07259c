package io.burstlease.renew;

import io.burstlease.host.Host;
import io.burstlease.lease.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the cloud is to release a host by itself, should this service not do so first. */
final class ReleaseTimes {

    /** After the hard end, so that the switch never fires before an orderly release had its time. */
    private static final Duration ROOM = Duration.ofMinutes(30);

    /** ECS takes at least 30 minutes ahead; five more for a slow call. */
    private static final Duration LEAST_AHEAD = Duration.ofMinutes(35);

    private ReleaseTimes() {}

    /** The release time that the lease's end asks for: end + grace + 30 min, and never too near to be accepted. */
    static Instant of(Lease lease, Instant now) {
        Instant asked = wholeMinute(lease.hardEnd().plus(ROOM));
        Instant earliest = earliest(now);
        return asked.isBefore(earliest) ? earliest : asked;
    }

    /** The earliest release time that the cloud accepts now. */
    static Instant earliest(Instant now) {
        return wholeMinute(now.plus(LEAST_AHEAD));
    }

    /** True when the last reading showed the wanted release time. */
    static boolean isSeen(Host host) {
        return host.wantedReleaseAt()
                .map(wanted -> wanted.equals(host.sight().seenReleaseAt()))
                .orElse(true);
    }

    private static Instant wholeMinute(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
