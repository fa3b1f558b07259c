package io.burstlease.sandbox.history;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/** Everything random in the past that is told: the same seed gives the same ids and the same delays. */
final class Dice {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** An id such as the service makes them. */
    String id(String prefix, int length) {
        return prefix + "-" + characters(length);
    }

    String characters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Between the two, to the millisecond. */
    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    Duration seconds(int least, int most) {
        return between(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    int number(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** True once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }
}
