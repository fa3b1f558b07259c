package io.burstlease.quote;

import io.burstlease.lease.RawAsk;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Times and names are taken as text, so that whatever is wrong with them is told together with all other faults. */
@Schema(name = "QuoteRequest", description = "What hosts are wanted, from when and for how long.")
record QuoteRequest(
        @Schema(example = "vtraining", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String team,

        @Schema(example = "llm", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String project,

        @Schema(example = "a10-1x", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String hostClass,

        @Schema(example = "2", minimum = "1", maximum = "1000", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Integer hosts,

        @Schema(
                description = "Least acceptable; all or nothing where it is not stated.",
                example = "2",
                minimum = "1",
                maximum = "1000")
        @Nullable
        Integer minHosts,

        @Schema(description = "The only zone acceptable; any where it is not stated.", example = "cn-shanghai-b")
        @Nullable
        String zone,

        @Schema(
                description = "POSTPAID where it is not stated.",
                allowableValues = {"POSTPAID", "SPOT"},
                example = "POSTPAID")
        @Nullable
        String chargeType,

        @Schema(description = "Now where it is not stated.", format = "date-time") @Nullable
        String startsAt,

        @Schema(description = "Counted from when the hosts are handed over. Either this or endsAt.", example = "P7D")
        @Nullable
        String term,

        @Schema(description = "Either this or term.", format = "date-time") @Nullable
        String endsAt,

        @Schema(description = "How long hosts are waited for.", example = "PT4H") @Nullable
        String longestWait,

        @Schema(description = "From the end to the hard end.", example = "PT30M") @Nullable
        String grace,

        @Schema(
                description = "TRAINING where it is not stated.",
                allowableValues = {"TRAINING", "SERVING"},
                example = "TRAINING")
        @Nullable
        String workload) {

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
