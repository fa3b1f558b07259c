package io.burstlease.report;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lease has cost. */
@Schema(name = "LeaseCost", description = "What a lease has cost so far.")
record LeaseCost(
        @Schema(description = "The lease.", example = "l-4fk2m9xqza")
        String lease,

        @Schema(description = "What it has cost so far.") Money total,

        @Schema(description = "At most so far from the bill, because the cloud states no exact times.")
        Money uncertainty,

        @Schema(description = "Until when its hosts are metered (UTC). Absent when everything is metered.") @Nullable
        Instant meteredUntil,

        @Schema(description = "What costs money at a price that is not known; it is not in the total.")
        List<String> unpriced,

        @Schema(description = "What it was spent on.") List<CostReport.Row> spentOn,

        @Schema(description = "The same by host.") List<HostCost> hosts) {

    /** One host with its disks. */
    @Schema(name = "HostCost", description = "What a host and its disks have cost a lease.")
    record HostCost(
            @Schema(description = "The host.", example = "h-7d2kq9mxza")
            String host,

            @Schema(description = "Its instance, as the bill names it.", example = "i-uf6bp67acfmxazb4p4kz")
            String instance,

            @Schema(description = "What it has cost so far.")
            Money amount,

            @Schema(description = "At most so far from the bill.")
            Money uncertainty) {}
}
