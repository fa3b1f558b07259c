package io.burstlease.burst;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** GPUs that a platform needs for a job or a service. */
@Schema(name = "BurstRequest", description = "GPUs that a job needs.", example = """
        {
          "jobId": "job-2026-1123-07",
          "team": "vtraining",
          "project": "llm",
          "gpus": 2,
          "gpuModel": "A10",
          "term": "PT2H",
          "grace": "PT1M"
        }""")
record BurstRequest(
        @Schema(
                example = "job-2026-1123-07",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "The platform's own name of the job; asking again with it gives the same burst.")
        @Nullable
        String jobId,

        @Schema(
                description = "Whose hosts they are to be, and whose budget pays.",
                example = "vtraining",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String team,

        @Schema(
                description = "One of the team's projects.",
                example = "llm",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String project,

        @Schema(example = "2", requiredMode = Schema.RequiredMode.REQUIRED, description = "GPUs in all.") @Nullable
        Integer gpus,

        @Schema(example = "A10", description = "The cheapest host class with it serves. Either this or hostClass.")
        @Nullable
        String gpuModel,

        @Schema(description = "Either this or gpuModel.") @Nullable
        String hostClass,

        @Schema(
                description = "ISO 8601, counted from first ACTIVE.",
                example = "PT2H",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String term,

        @Schema(description = "ISO 8601: how long to wait for hosts; PT4H where absent.", example = "PT1H") @Nullable
        String longestWait,

        @Schema(description = "ISO 8601: from the end to the hard end; PT30M where absent.", example = "PT1M") @Nullable
        String grace,

        @Schema(description = "The only zone acceptable; any where absent.") @Nullable
        String zone,

        @Schema(
                description = "TRAINING where absent.",
                allowableValues = {"TRAINING", "SERVING"},
                defaultValue = "TRAINING")
        @Nullable
        String workload,

        @Schema(description = "What the hosts are for; the job's name where absent.", example = "Nightly fine-tuning")
        @Nullable
        String purpose) {

    static final int LONGEST_JOB_ID = 128;
    static final int LONGEST_PURPOSE = 500;
}
