package io.burstlease.adopt;

import io.swagger.v3.oas.annotations.media.Schema;

/** What stands against taking a host over. */
@Schema(name = "AdoptionFinding", description = "What stands against taking a host over.")
record Finding(
        @Schema(description = "A stable code.", example = "node-address")
        String reason,

        @Schema(
                description = "The same, for people.",
                example = "node gpu-old-1 has address 10.80.0.9, the instance has 10.80.0.7")
        String detail) {}
