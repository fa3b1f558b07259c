package io.burstlease.sandbox.cloud.state;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** Everything random in the emulated cloud: the same seed and the same calls give the same ids and delays. */
public final class Dice {

    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final SplittableRandom random;

    /** @param past number of effects so far, so that a restart does not hand out the same ids again */
    public Dice(long seed, long past) {
        this.random = new SplittableRandom(seed + past * 0x9E3779B97F4A7C15L);
    }

    /** An id as the region cn-shanghai makes them, such as {@code i-uf6…}. */
    public String id(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append("-uf6");
        for (int i = 0; i < 17; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    public String orderId() {
        return Long.toString(200_000_000_000_000L + random.nextLong(99_999_999_999_999L));
    }

    public String requestId() {
        return new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(Locale.ROOT);
    }

    public Duration between(Duration shortest, Duration longest) {
        long spread = longest.minus(shortest).toMillis();
        return spread <= 0 ? shortest : shortest.plusMillis(random.nextLong(spread + 1));
    }
}
