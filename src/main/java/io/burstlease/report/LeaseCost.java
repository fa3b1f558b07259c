package io.burstlease.report;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lease has cost. */
@Schema(name = "LeaseCost")
record LeaseCost(
        String lease,
        Money total,

        @Schema(description = "At most so far from the bill, because the cloud states no exact times.")
        Money uncertainty,

        @Schema(description = "Absent when everything is metered.") @Nullable
        Instant meteredUntil,

        @Schema(description = "What costs money at a price that is not known; it is not in the total.")
        List<String> unpriced,

        List<CostReport.Row> spentOn,

        List<HostCost> hosts) {

    /** One host with its disks. */
    @Schema(name = "HostCost")
    record HostCost(
            String host,
            @Schema(description = "As the bill names it.") String instance,
            Money amount,

            @Schema(description = "At most so far from the bill.")
            Money uncertainty) {}
}
