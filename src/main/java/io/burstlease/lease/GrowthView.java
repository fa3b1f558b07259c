package io.burstlease.lease;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A growth as its readers see it. */
@Schema(name = "Growth", description = "More hosts of a lease, asked for and decided.")
public record GrowthView(
        @Schema(description = "Stable id.", example = "g-4fk2m9xqza")
        String id,

        @Schema(description = "The lease that is to have them.", example = "l-4fk2m9xqza")
        String lease,

        @Schema(
                description =
                        "IN_FORCE once every host came; CUT when some could not be had within the lease's longest wait, or the lease was over before.")
        GrowthState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(description = "Who asked for it.", example = "bob")
        String applicant,

        @Schema(
                description = "Why the lease needs them, in the words of the applicant.",
                example = "The second half of the run is larger")
        String reason,

        @Schema(description = "How many more hosts.", example = "2")
        int hosts,

        @Schema(description = "What it adds until the lease's end, at the lease's price.")
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

    public static GrowthView of(Growth growth) {
        return new GrowthView(
                growth.id(),
                growth.leaseId(),
                growth.state(),
                growth.stateSince(),
                growth.applicant(),
                growth.reason(),
                growth.hosts(),
                growth.cost(),
                growth.requestedAt(),
                growth.decideBy(),
                growth.decidedBy().orElse(null),
                growth.decisionReason().orElse(null),
                growth.policy().orElse(null),
                growth.version());
    }
}
