package io.burstlease.sandbox.cloud.world;

import java.math.BigDecimal;

/**
 * A disk category and its price for one GiB.
 *
 * @param performanceLevel PL0 to PL3 for ESSD, empty for the others
 */
public record DiskPrice(
        String category,
        String performanceLevel,
        int minimumGib,
        int maximumGib,
        BigDecimal gibPerHour,
        BigDecimal gibPerMonth) {}
