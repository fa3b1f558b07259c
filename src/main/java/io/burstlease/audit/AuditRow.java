package io.burstlease.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry as it stands in the record. */
@Schema(name = "AuditEntry", description = "One thing that was done.")
record AuditRow(
        @Schema(description = "Rises with time.", example = "4711")
        String id,

        @Schema(description = "When (UTC).") Instant at,

        @Schema(
                description =
                        "Who: a user, a machine client with the person it acts for, or the policy or stage that acted.",
                example = "lea")
        String actor,

        @Schema(description = "What was done.", example = "approve")
        String verb,

        @Schema(description = "To what kind of thing.", example = "lease")
        String kind,

        @Schema(description = "To which.", example = "l-4fk2m9xqza")
        String thingId,

        @Schema(description = "Whose it is; absent where it is nobody's.", example = "vtraining") @Nullable
        String teamId,

        @Schema(description = "Why, as the actor stated it.") @Nullable
        String reason,

        @Schema(description = "The policy and its version, where one decided.") @Nullable
        String policy,

        @Schema(description = "More, by verb; its fields may change.")
        Map<String, Object> detail,

        @Schema(description = "The request that did it; the log knows more under it.") @Nullable
        String requestId) {}
