package io.burstlease.report;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What was spent, told apart as asked for. The total is the sum of the rows. */
@Schema(name = "CostReport")
record CostReport(
        Instant from,
        Instant to,

        @Schema(description = "Zone whose days and months these are.", example = "Asia/Shanghai")
        String billingZone,

        List<CostGroup> groupBy,
        List<Row> rows,
        Money total) {

    /**
     * One group.
     *
     * @param hostHours hours of hosts, their disks not counted again
     */
    @Schema(name = "CostRow")
    record Row(
            @Schema(example = "{\"TEAM\": \"vtraining\"}") Map<CostGroup, String> group,
            BigDecimal hostHours,
            Money amount) {}
}
