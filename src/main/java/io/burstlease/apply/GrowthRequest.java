package io.burstlease.apply;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A wish for more hosts. */
@Schema(name = "GrowthRequest", description = "More hosts that are wanted.", example = """
        {"hosts": 1, "reason": "The second half of the run is larger"}""")
record GrowthRequest(
        @Schema(description = "How many more.", example = "1", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Integer hosts,

        @Schema(
                description = "Why the lease needs them; the lead reads it.",
                example = "The second half of the run is larger",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String reason) {

    static final int LONGEST_REASON = 500;
}
