package io.burstlease.apply;

import io.burstlease.lease.RawAsk;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An application as it comes in; what is wrong with it is told all at once. */
@Schema(name = "Application")
record Application(
        @Schema(example = "vtraining", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String team,

        @Schema(example = "llm", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String project,

        @Schema(example = "a10-1x", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String hostClass,

        @Schema(example = "2", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Integer hosts,

        @Schema(description = "Least acceptable; all or nothing when equal to hosts, which is the default.") @Nullable
        Integer minHosts,

        @Schema(example = "cn-shanghai-b", description = "The only zone acceptable; any where absent.") @Nullable
        String zone,

        @Schema(
                allowableValues = {"POSTPAID", "PREPAID", "SPOT"},
                defaultValue = "POSTPAID")
        @Nullable
        String chargeType,

        @Schema(description = "RFC 3339; now where absent.") @Nullable
        String startsAt,

        @Schema(example = "PT2H", description = "ISO 8601, counted from first ACTIVE. Either this or endsAt.") @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.") @Nullable
        String endsAt,

        @Schema(example = "PT4H", description = "ISO 8601: how long to wait for hosts.") @Nullable
        String longestWait,

        @Schema(example = "PT30M", description = "ISO 8601: from the end to the hard end.") @Nullable
        String grace,

        @Schema(
                allowableValues = {"TRAINING", "SERVING"},
                defaultValue = "TRAINING")
        @Nullable
        String workload,

        @Schema(example = "Fine-tuning run 42", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String purpose,

        @Schema(description = "Most it may cost.") @Nullable Money moneyCap,

        @Schema(description = "The quote that was seen; its price is honoured while it is valid.") @Nullable
        String quote) {

    RawAsk ask() {
        return new RawAsk(
                team,
                project,
                hostClass,
                hosts,
                minHosts,
                zone,
                chargeType,
                startsAt,
                term,
                endsAt,
                longestWait,
                grace,
                workload);
    }
}
