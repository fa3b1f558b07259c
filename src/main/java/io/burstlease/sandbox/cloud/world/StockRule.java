package io.burstlease.sandbox.cloud.world;

import org.jspecify.annotations.Nullable;

/**
 * How many instances there are to sell; a null field stands for any, and the last rule that fits counts.
 *
 * @param count instances; negative means that the zone does not sell the type at all
 */
public record StockRule(
        @Nullable String instanceType,
        @Nullable String zoneId,
        @Nullable ChargeType chargeType,
        int count) {

    boolean fits(String type, String zone, ChargeType charge) {
        return (instanceType == null || instanceType.equals(type))
                && (zoneId == null || zoneId.equals(zone))
                && (chargeType == null || chargeType == charge);
    }
}
