package io.burstlease.apply;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an application is withdrawn. */
@Schema(name = "Withdrawal")
record Withdrawal(
        @Schema(example = "The run was moved to our own hosts") @Nullable
        String reason) {}
