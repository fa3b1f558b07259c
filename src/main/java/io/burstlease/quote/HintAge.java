package io.burstlease.quote;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** How much a hint is worth, by its age. */
final class HintAge {

    /** Three rounds of the market watch missed. */
    static final Duration STALE = MarketWatch.EVERY.multipliedBy(3);

    private HintAge() {}

    static boolean isStale(Duration age) {
        return age.compareTo(STALE) > 0;
    }

    static Duration oldest(Clock clock, Stream<Instant> seenAt) {
        Instant now = clock.instant();
        return seenAt.map(at -> Duration.between(at, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** For people, in the largest unit that fits. */
    static String text(Duration age) {
        if (age.toHours() > 1) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 1 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }
}
