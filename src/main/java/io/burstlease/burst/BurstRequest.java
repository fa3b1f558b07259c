package io.burstlease.burst;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** GPUs that a platform needs for a job or a service. */
@Schema(name = "BurstRequest")
record BurstRequest(
        @Schema(
                example = "job-2026-1123-07",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The platform's own name of the job; asking again with it gives the same burst.")
        @Nullable
        String jobId,

        @Schema(example = "vtraining", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String team,

        @Schema(example = "llm", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String project,

        @Schema(example = "2", requiredMode = Schema.RequiredMode.REQUIRED, description = "GPUs in all.") @Nullable
        Integer gpus,

        @Schema(example = "A10", description = "The cheapest host class with it serves. Either this or hostClass.")
        @Nullable
        String gpuModel,

        @Schema(description = "Either this or gpuModel.") @Nullable
        String hostClass,

        @Schema(example = "PT2H", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String term,

        @Schema(example = "PT1H") @Nullable String longestWait,
        @Schema(example = "PT1M") @Nullable String grace,
        @Nullable String zone,

        @Schema(
                allowableValues = {"TRAINING", "SERVING"},
                defaultValue = "TRAINING")
        @Nullable
        String workload,

        @Schema(example = "Nightly fine-tuning") @Nullable String purpose) {}
