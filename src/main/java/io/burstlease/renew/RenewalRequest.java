package io.burstlease.renew;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A wish to move a lease's end. */
@Schema(name = "RenewalRequest")
record RenewalRequest(
        @Schema(example = "PT2H", description = "ISO 8601, counted from the old end. Either this or endsAt.") @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.") @Nullable
        String endsAt,

        @Schema(example = "The run needs one more epoch", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String reason) {}
