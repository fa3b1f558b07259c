package io.burstlease.budget;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Budget", description = "A team's money of one month of the billing zone.")
record BudgetLine(
        @Schema(example = "vtraining", requiredMode = Schema.RequiredMode.REQUIRED)
        String team,

        @Schema(type = "string", example = "2026-10", requiredMode = Schema.RequiredMode.REQUIRED)
        String month,

        @Schema(description = "Granted for the month.", requiredMode = Schema.RequiredMode.REQUIRED)
        Money amount,

        @Schema(description = "What leases have really cost so far.", requiredMode = Schema.RequiredMode.REQUIRED)
        Money booked,

        @Schema(description = "Set aside for leases beyond that.", requiredMode = Schema.RequiredMode.REQUIRED)
        Money reserved,

        @Schema(
                description = "What can still be reserved; negative when overdrawn.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        Money free) {

    static BudgetLine of(BudgetView budget) {
        return new BudgetLine(
                budget.teamId(),
                budget.month().toString(),
                budget.amount(),
                budget.booked(),
                budget.reserved(),
                budget.free());
    }
}
