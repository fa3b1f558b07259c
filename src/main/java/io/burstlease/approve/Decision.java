package io.burstlease.approve;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why somebody approved. */
@Schema(name = "Decision", description = "Why it is approved.", example = """
        {"reason": "Within the plan of the quarter"}""")
record Decision(
        @Schema(description = "Kept with the decision; may be left out.") @Size(max = LONGEST_REASON) @Nullable
        String reason,

        @Schema(
                description = "The quote that was seen, as the list of approvals shows it. Where another one holds by "
                        + "now the decision is refused. Absent for the price of the application.",
                example = "300.0000 CNY an hour, within budget")
        @Size(max = LONGEST_REASON)
        @Nullable
        String quote) {

    static final int LONGEST_REASON = 500;
}
