package io.burstlease.budget;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Budget", description = "A team's money of one month of the billing zone.")
record BudgetLine(
        @Schema(description = "Whose money.", example = "vtraining")
        String team,

        @Schema(description = "Month of the billing zone.", type = "string", example = "2026-10")
        String month,

        @Schema(description = "Granted for the month.") Money amount,

        @Schema(description = "What leases have really cost so far.")
        Money booked,

        @Schema(description = "Set aside for leases beyond that.")
        Money reserved,

        @Schema(description = "What can still be reserved; negative when overdrawn.")
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
