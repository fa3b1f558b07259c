package io.burstlease.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the cloud is to release a lease's hosts by itself, should this service not do so first. */
public final class DeadMan {

    /** After the hard end, so that the switch never fires before an orderly release had its time. */
    private static final Duration ROOM = Duration.ofMinutes(30);

    /** After the grace of a release that has begun, whenever that was. */
    private static final Duration RELEASE_ROOM = Duration.ofMinutes(60);

    /** ECS takes at least 30 minutes ahead; five more for a slow call. */
    private static final Duration LEAST_AHEAD = Duration.ofMinutes(35);

    private DeadMan() {}

    /**
     * End + grace + 30 min, or for a release its begin + grace + 60 min; never too near to be accepted, and rounded up
     * to the minute, because the cloud drops seconds.
     */
    public static Instant of(Lease lease, Instant now) {
        return lease.state() == LeaseState.RELEASING
                ? ofRelease(lease.stateSince(), lease.ask().grace(), now)
                : notTooNear(lease.hardEnd().plus(ROOM), now);
    }

    /** For hosts that are given back from then on, one by one or with their lease. */
    public static Instant ofRelease(Instant begun, Duration grace, Instant now) {
        return notTooNear(begun.plus(grace).plus(RELEASE_ROOM), now);
    }

    private static Instant notTooNear(Instant asked, Instant now) {
        Instant earliest = earliest(now);
        return asked.isBefore(earliest) ? earliest : wholeMinute(asked);
    }

    /** The earliest release time that the cloud accepts now. */
    public static Instant earliest(Instant now) {
        return wholeMinute(now.plus(LEAST_AHEAD));
    }

    private static Instant wholeMinute(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
