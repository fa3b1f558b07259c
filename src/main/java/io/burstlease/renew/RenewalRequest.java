package io.burstlease.renew;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A wish to move a lease's end. */
@Schema(name = "RenewalRequest", description = "A later end that is wanted.", example = """
        {"term": "PT2H", "reason": "The run needs one more epoch"}""")
record RenewalRequest(
        @Schema(example = "PT2H", description = "ISO 8601, counted from the old end. Either this or endsAt.") @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.") @Nullable
        String endsAt,

        @Schema(
                description = "Why the lease is to go on; the lead reads it.",
                example = "The run needs one more epoch",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String reason,

        @Schema(
                description = "The quote that was seen; where another one holds by now the wish is refused.",
                example = "300.0000 CNY an hour, within budget")
        @Size(max = LONGEST_REASON)
        @Nullable
        String quote) {

    static final int LONGEST_REASON = 500;
}
