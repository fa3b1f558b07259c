package io.burstlease.quote;

import io.burstlease.lease.RawAsk;
import io.burstlease.lease.WeeklyWindow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times and names are taken as text, so that whatever is wrong with them is told together with all other faults. */
@Schema(name = "QuoteRequest", description = "What hosts are wanted, from when and for how long.", example = """
        {
          "team": "vtraining",
          "project": "llm",
          "hostClass": "a10-1x",
          "hosts": 2,
          "term": "PT2H",
          "grace": "PT1M"
        }""")
record QuoteRequest(
        @Schema(
                description = "Whose hosts they would be, and whose budget would pay.",
                example = "vtraining",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String team,

        @Schema(
                description = "One of the team's projects.",
                example = "llm",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String project,

        @Schema(
                description = "What kind of host, from GET /v1/host-classes.",
                example = "a10-1x",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String hostClass,

        @Schema(
                description = "How many hosts.",
                example = "2",
                minimum = "1",
                maximum = "1000",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
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
                description =
                        "AUTO compares the ways to pay and takes what costs least; POSTPAID where it is not stated.",
                allowableValues = {"AUTO", "POSTPAID", "PREPAID", "SPOT"},
                example = "POSTPAID")
        @Nullable
        String chargeType,

        @Schema(
                description =
                        "AUTO only: whether hosts may be taken back at five minutes' notice, so that SPOT is compared too; they may not where absent.")
        @Nullable
        Boolean interruptible,

        @Schema(description = "RFC 3339; now where it is not stated.", format = "date-time") @Nullable
        String startsAt,

        @Schema(
                description =
                        "ISO 8601, counted from when the hosts are handed over; days and longer in the billing zone. Either this or endsAt.",
                example = "P7D")
        @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.", format = "date-time") @Nullable
        String endsAt,

        @Schema(description = "ISO 8601: how long hosts are waited for; PT4H where it is not stated.", example = "PT4H")
        @Nullable
        String longestWait,

        @Schema(
                description = "ISO 8601: from the end to the hard end; PT30M where it is not stated.",
                example = "PT30M")
        @Nullable
        String grace,

        @Schema(
                description = "TRAINING where it is not stated.",
                allowableValues = {"TRAINING", "SERVING"},
                example = "TRAINING")
        @Nullable
        String workload,

        @Schema(
                description =
                        "Times in which the hosts of a SERVING lease are never drained; an end in one of them, or so "
                                + "short before it that the grace would reach into it, is moved to its close.")
        @Nullable
        List<WeeklyWindow> protectedWindows) {

    RawAsk ask() {
        return new RawAsk(
                team,
                project,
                hostClass,
                hosts,
                minHosts,
                zone,
                chargeType,
                interruptible,
                startsAt,
                term,
                endsAt,
                longestWait,
                grace,
                workload,
                protectedWindows);
    }
}
