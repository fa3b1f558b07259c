package io.burstlease.provision;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the cloud is to release a new host by itself, should nobody else do so. */
final class DeadMan {

    /** After the hard end, so that the switch never fires before an orderly release had its time. */
    static final Duration ROOM = Duration.ofMinutes(30);

    /** ECS takes at least 30 minutes ahead; five more for a slow call. */
    static final Duration LEAST_AHEAD = Duration.ofMinutes(35);

    private DeadMan() {}

    /** {@code max(hard end + 30 min, now + 35 min)}, rounded up to the minute, because the cloud drops seconds. */
    static Instant releaseAt(Instant hardEnd, Instant now) {
        Instant asked = hardEnd.plus(ROOM);
        Instant earliest = now.plus(LEAST_AHEAD);
        return roundedUp(asked.isBefore(earliest) ? earliest : asked);
    }

    private static Instant roundedUp(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
