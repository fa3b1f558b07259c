package io.burstlease.workflow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a failing errand waits before its next try: doubling, with a ceiling, never two alike. */
final class Backoff {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration CEILING = Duration.ofSeconds(60);
    /** The part of the wait that chance may take off, so that errands that failed together do not return together. */
    static final double JITTER = 0.25;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration after(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        long whole = Math.min(CEILING.toMillis(), FIRST.toMillis() << Math.min(doublings, 10));
        return Duration.ofMillis(Math.round(whole * (1 - JITTER * random.nextDouble())));
    }
}
