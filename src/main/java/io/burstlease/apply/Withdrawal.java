package io.burstlease.apply;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why an application is withdrawn. */
@Schema(name = "Withdrawal", description = "Why it is withdrawn.", example = """
        {"reason": "The run was moved to our own hosts"}""")
record Withdrawal(
        @Schema(description = "Kept with the withdrawal; may be left out.") @Size(max = LONGEST_REASON) @Nullable
        String reason) {

    static final int LONGEST_REASON = 500;
}
