package io.burstlease.lease;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A renewal as its readers see it. */
@Schema(name = "Renewal")
public record RenewalView(
        @Schema(example = "r-4fk2m9xqza") String id,
        String lease,
        RenewalState state,
        Instant stateSince,
        String applicant,
        String reason,
        @Schema(description = "The end it extends.") Instant oldEndsAt,
        Instant newEndsAt,

        @Schema(description = "What it adds, at the lease's price.")
        Money cost,

        Instant requestedAt,
        Instant decideBy,
        @Nullable String decidedBy,
        @Nullable String decisionReason,
        @Nullable String policy,
        long version) {

    public static RenewalView of(Renewal renewal) {
        return new RenewalView(
                renewal.id(),
                renewal.leaseId(),
                renewal.state(),
                renewal.stateSince(),
                renewal.applicant(),
                renewal.reason(),
                renewal.oldEndAt(),
                renewal.newEndAt(),
                renewal.cost(),
                renewal.requestedAt(),
                renewal.decideBy(),
                renewal.decidedBy().orElse(null),
                renewal.decisionReason().orElse(null),
                renewal.policy().orElse(null),
                renewal.version());
    }
}
