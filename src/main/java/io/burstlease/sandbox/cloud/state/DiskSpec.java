package io.burstlease.sandbox.cloud.state;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A disk of each instance of a launch.
 *
 * @param item its name on the bill: {@code systemDisk}, {@code dataDisk1} and so on
 * @param pricePerHour what it costs while it exists, if post-paid
 * @param termPrice what it cost for the term bought, if pre-paid
 */
public record DiskSpec(
        String item,
        String category,
        String performanceLevel,
        int sizeGib,
        boolean deleteWithInstance,
        @Nullable String name,
        BigDecimal pricePerHour,
        BigDecimal termPrice) {}
