package io.burstlease.approve;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why somebody approved. */
@Schema(name = "Decision", description = "Why it is approved.", example = """
        {"reason": "Within the plan of the quarter"}""")
record Decision(
        @Schema(description = "Kept with the decision; may be left out.") @Size(max = LONGEST_REASON) @Nullable
        String reason) {

    static final int LONGEST_REASON = 500;
}
