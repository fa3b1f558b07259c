package io.burstlease.lease;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** How a lease is renewed without anybody asking. */
@Schema(name = "AutoRenew", description = "How a lease is renewed without anybody asking.")
public record AutoRenewView(
        @Schema(description = "By how much each time, as ISO 8601 counted from the end it has.", example = "P1D")
        String term,

        @Schema(description = "No end is moved past this (UTC).", example = "2027-01-31T10:00:00Z")
        Instant until) {

    static AutoRenewView of(AutoRenew autoRenew) {
        return new AutoRenewView(autoRenew.term(), autoRenew.until());
    }
}
