package io.burstlease.approve;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why somebody decided so. */
@Schema(name = "Decision")
record Decision(
        @Schema(description = "Required where it is a refusal.", example = "Within the plan of the quarter") @Nullable
        String reason) {}
