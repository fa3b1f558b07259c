package io.burstlease.report;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was spent, told apart as asked for. The total is the sum of the rows. */
@Schema(name = "CostReport", description = "What was spent, told apart as asked for.")
record CostReport(
        @Schema(description = "First moment counted (UTC).") Instant from,

        @Schema(description = "First moment not counted (UTC).")
        Instant to,

        @Schema(description = "Time zone whose days and months these are.", example = "Asia/Shanghai")
        String billingZone,

        @Schema(description = "What the rows are told apart by, in this order.")
        List<CostGroup> groupBy,

        @Schema(description = "The groups, sorted.") List<Row> rows,
        @Schema(description = "Sum of the rows.") Money total) {

    /**
     * One group.
     *
     * @param hostHours hours of hosts, their disks not counted again
     */
    @Schema(name = "CostRow", description = "One group of a report.")
    record Row(
            @Schema(
                    description = "What the row is about, by each thing asked for.",
                    example = "{\"TEAM\": \"vtraining\"}")
            Map<CostGroup, String> group,

            @Schema(description = "Hours of hosts; their disks are not counted again.", example = "12.5")
            BigDecimal hostHours,

            @Schema(description = "What it cost.") Money amount) {}
}
