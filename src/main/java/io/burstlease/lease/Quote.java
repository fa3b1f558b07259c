package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was given before anybody applied.
 *
 * @param id such as {@code q-4fk2m9xqza}
 * @param chargeType how the hosts would be paid for: what was asked for, or was found to be the cheapest
 * @param hourlyPrice the most one host with its disks would cost; null when no price was known
 * @param feasible whether no check said no
 * @param answer the answer as it was given, JSON
 */
public record Quote(
        String id,
        String teamId,
        String askedBy,
        Instant askedAt,
        Instant validUntil,
        RawAsk ask,
        ChargeType chargeType,
        @Nullable Money hourlyPrice,
        boolean feasible,
        String answer) {

    public boolean isValid(Instant now) {
        return now.isBefore(validUntil);
    }
}
