package io.burstlease.provision;

import io.burstlease.cloud.CloudException.Family;
import java.time.Duration;

/**
 * How a lease goes on after the cloud refused a purchase, by what the refusal's family asks for.
 *
 * @param pause how long the lease leaves the offer alone; stock has a memory of its own, shared by all leases
 * @param everywhere whether every other offer would be refused alike
 */
record Hold(Duration pause, boolean everywhere) {

    private static final Duration UNTIL_A_PERSON_LOOKED = Duration.ofMinutes(5);
    private static final Duration UNTIL_THE_NEXT_MINUTE = Duration.ofMinutes(1);
    private static final Duration UNTIL_IT_IS_MENDED = Duration.ofMinutes(30);

    static Hold after(Family family) {
        return switch (family) {
            case STOCK, ADDRESSES -> new Hold(Duration.ZERO, false);
            case QUOTA -> new Hold(UNTIL_A_PERSON_LOOKED, false);
            case MONEY, PERMISSION -> new Hold(UNTIL_A_PERSON_LOOKED, true);
            case THROTTLED -> new Hold(UNTIL_THE_NEXT_MINUTE, true);
            case INVALID -> new Hold(UNTIL_IT_IS_MENDED, false);
            case NOT_YET, STUCK, GONE, TRANSIENT, UNKNOWN -> new Hold(UNTIL_THE_NEXT_MINUTE, false);
        };
    }

    /** Refusals that the memory shared by all leases keeps. */
    static boolean isStock(Family family) {
        return family == Family.STOCK || family == Family.ADDRESSES;
    }
}
