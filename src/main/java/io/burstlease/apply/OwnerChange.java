package io.burstlease.apply;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who a lease belongs to from now on. */
@Schema(name = "OwnerChange", description = "Who a lease belongs to from now on.", example = """
        {"owner": "alice", "reason": "Bob is on leave"}""")
record OwnerChange(
        @Schema(
                description = "A member or a machine client of the lease's team.",
                example = "alice",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String owner,

        @Schema(description = "Kept with the change; may be left out.") @Size(max = LONGEST_REASON) @Nullable
        String reason) {

    static final int LONGEST_REASON = 500;
}
