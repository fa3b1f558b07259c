package io.burstlease.keep;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who pays for a host that is kept, until when, and why. */
@Schema(name = "KeepRequest", description = "Who pays for a host that is kept, until when, and why.", example = """
        {"term": "PT4H", "reason": "Its GPUs fall off the bus"}""")
record KeepRequest(
        @Schema(description = "ISO 8601, counted from now. Either this or endsAt.", example = "PT4H") @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.") @Nullable
        String endsAt,

        @Schema(description = "Id of the team that pays; that of its lease where absent.") @Nullable
        String team,

        @Schema(description = "Id of a project of that team; stated together with team.") @Nullable
        String project,

        @Schema(description = "What is to be found out.", example = "Its GPUs fall off the bus")
        @NotBlank
        @Size(max = 400)
        String reason) {}
