package io.burstlease.offer;

import io.burstlease.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, half-open, with one price.
 *
 * @param known of one host or one GiB of disk in an hour; null where no price is known, which is never free
 */
public record PriceSpan(Instant from, Instant to, @Nullable Money known) {

    public boolean isKnown() {
        return known != null;
    }

    public Money perHour() {
        if (known == null) {
            throw new IllegalStateException("no price is known from %s to %s".formatted(from, to));
        }
        return known;
    }
}
