package io.burstlease.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry as it stands in the record. */
@Schema(name = "AuditEntry", description = "One thing that was done.")
record AuditRow(
        @Schema(description = "Rises with time.", example = "4711", requiredMode = Schema.RequiredMode.REQUIRED)
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant at,

        @Schema(
                description =
                        "Who: a user, a machine client with the person it acts for, or the policy or stage that acted.",
                example = "lea",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String actor,

        @Schema(example = "approve", requiredMode = Schema.RequiredMode.REQUIRED)
        String verb,

        @Schema(example = "lease", requiredMode = Schema.RequiredMode.REQUIRED)
        String kind,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String thingId,

        @Nullable String teamId,

        @Schema(description = "Why, as the actor stated it.") @Nullable
        String reason,

        @Schema(description = "The policy and its version, where one decided.") @Nullable
        String policy,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Map<String, Object> detail,

        @Schema(description = "The request that did it; the log knows more under it.") @Nullable
        String requestId) {}
