package io.burstlease.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How far the database's clock is ahead of the local one, known to half the round trip.
 *
 * @param at the local time at which it was measured
 */
record OffsetMeasurement(Instant at, Duration offset, Duration roundTrip) {

    private static final int SAMPLES = 3;

    /** The best of a few samples: the shorter the round trip, the less can hide in it. */
    static OffsetMeasurement take(Supplier<Instant> local, Supplier<Instant> database) {
        return Stream.generate(() -> sample(local, database))
                .limit(SAMPLES)
                .min(Comparator.comparing(OffsetMeasurement::roundTrip))
                .orElseThrow();
    }

    private static OffsetMeasurement sample(Supplier<Instant> local, Supplier<Instant> database) {
        Instant sent = local.get();
        Instant stated = database.get();
        Instant received = local.get();
        Duration roundTrip = Duration.between(sent, received);
        return new OffsetMeasurement(received, Duration.between(sent.plus(roundTrip.dividedBy(2)), stated), roundTrip);
    }
}
