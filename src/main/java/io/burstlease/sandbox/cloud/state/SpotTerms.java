package io.burstlease.sandbox.cloud.state;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How an instance bids for spare capacity; {@code NoSpot} if it does not. */
public record SpotTerms(String strategy, @Nullable BigDecimal priceLimit, int protectedHours, String onInterruption) {

    public static SpotTerms none() {
        return new SpotTerms("NoSpot", null, 0, "Terminate");
    }
}
