package io.burstlease.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process will bring about, for as long as a test can afford. */
public final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Poll() {}

    /** Fails with the sentence given when the condition does not come true in time. */
    public static void until(String sentence, Duration limit, BooleanSupplier condition) {
        if (!atMost(limit, condition)) {
            throw new AssertionError("not within " + limit.toMillis() + " ms: " + sentence);
        }
    }

    /** Says whether the condition came true in time. */
    public static boolean atMost(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
