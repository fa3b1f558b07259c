package io.burstlease.lease;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A renewal as its readers see it. */
@Schema(name = "Renewal", description = "A later end of a lease, asked for and decided.")
public record RenewalView(
        @Schema(description = "Stable id.", example = "r-4fk2m9xqza")
        String id,

        @Schema(description = "The lease whose end it moves.", example = "l-4fk2m9xqza")
        String lease,

        @Schema(description = "IN_FORCE once every host was seen to have its new release time in the cloud.")
        RenewalState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(description = "Who asked for it.", example = "bob")
        String applicant,

        @Schema(
                description = "Why the lease is to go on, in the words of the applicant.",
                example = "The run needs one more epoch")
        String reason,

        @Schema(description = "Whether the lease asked for it by itself.")
        boolean automatic,

        @Schema(description = "The end it extends (UTC).") Instant oldEndsAt,
        @Schema(description = "The end it asks for (UTC).") Instant newEndsAt,

        @Schema(description = "What it adds, at the lease's price.")
        Money cost,

        @Schema(description = "When it was asked for (UTC).")
        Instant requestedAt,

        @Schema(description = "When it lapses if nobody has decided (UTC).")
        Instant decideBy,

        @Schema(description = "Who decided; absent until then.", example = "alice") @Nullable
        String decidedBy,

        @Schema(description = "Why it was decided so.") @Nullable
        String decisionReason,

        @Schema(description = "The policy and its version, where one decided.") @Nullable
        String policy,

        @Schema(description = "Rises with every change; in quotes it is the ETag.", example = "0")
        long version) {

    public static RenewalView of(Renewal renewal) {
        return new RenewalView(
                renewal.id(),
                renewal.leaseId(),
                renewal.state(),
                renewal.stateSince(),
                renewal.applicant(),
                renewal.reason(),
                renewal.automatic(),
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
