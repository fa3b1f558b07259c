package io.burstlease.approve;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why somebody decided so. */
@Schema(name = "Decision")
record Decision(
        @Schema(description = "Required where it is a refusal.", example = "Within the plan of the quarter") @Nullable
        String reason,

        @Schema(
                description = "The quote that was seen, as the list of approvals shows it. Where another one holds by "
                        + "now the decision is refused. Absent for the price of the application.",
                example = "300.0000 CNY an hour, within budget")
        @Nullable
        String quote) {}
