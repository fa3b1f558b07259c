package io.burstlease.apply;

import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.ChargeWish;
import io.burstlease.lease.RawAsk;
import io.burstlease.lease.WeeklyWindow;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application as it comes in; what is wrong with it is told all at once. */
@Schema(name = "Application", description = "Hosts that are wanted, and what for.", example = """
        {
          "team": "vtraining",
          "project": "llm",
          "hostClass": "a10-1x",
          "hosts": 2,
          "term": "PT2H",
          "grace": "PT1M",
          "purpose": "Fine-tuning run 42"
        }""")
record Application(
        @Schema(
                description = "Whose hosts they are to be, and whose budget pays.",
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

        @Schema(description = "How many hosts.", example = "2", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        Integer hosts,

        @Schema(description = "Least acceptable; all or nothing when equal to hosts, which is the default.") @Nullable
        Integer minHosts,

        @Schema(example = "cn-shanghai-b", description = "The only zone acceptable; any where absent.") @Nullable
        String zone,

        @Schema(
                description =
                        "POSTPAID by the second, PREPAID for weeks or months at once, SPOT at the market price, or AUTO for "
                                + "what costs least of them. POSTPAID where absent.",
                allowableValues = {"AUTO", "POSTPAID", "PREPAID", "SPOT"},
                defaultValue = "POSTPAID")
        @Nullable
        String chargeType,

        @Schema(
                description =
                        "AUTO only: whether hosts may be taken back at five minutes' notice, so that SPOT is compared too; they may not where absent.")
        @Nullable
        Boolean interruptible,

        @Schema(description = "RFC 3339, from when on hosts are wanted; now where absent.") @Nullable
        String startsAt,

        @Schema(
                description =
                        "ISO 8601, counted from first ACTIVE; days and longer in the billing zone. Either this or endsAt.",
                example = "PT2H")
        @Nullable
        String term,

        @Schema(description = "RFC 3339. Either this or term.") @Nullable
        String endsAt,

        @Schema(description = "ISO 8601: how long to wait for hosts; PT4H where absent.", example = "PT4H") @Nullable
        String longestWait,

        @Schema(description = "ISO 8601: from the end to the hard end; PT30M where absent.", example = "PT30M")
        @Nullable
        String grace,

        @Schema(
                description = "TRAINING where absent.",
                allowableValues = {"TRAINING", "SERVING"},
                defaultValue = "TRAINING")
        @Nullable
        String workload,

        @Schema(
                description =
                        "Times in which the hosts of a SERVING lease are never drained; an end in one of them, or so "
                                + "short before it that the grace would reach into it, is moved to its close.")
        @Nullable
        List<WeeklyWindow> protectedWindows,

        @Schema(
                description = "What the hosts are for; the lead reads it.",
                example = "Fine-tuning run 42",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String purpose,

        @Schema(
                description =
                        "What it may cost: reaching it ends the lease, with its whole grace inside the cap. Told at 80 and 95 %.")
        @Nullable
        Money moneyCap,

        @Schema(
                description =
                        "SPOT only: the most that one host with its disks may cost in an hour, and what is set aside for it. "
                                + "The cloud takes a host back when its market is above; what pay-as-you-go costs where absent.")
        @Nullable
        Money spotPriceLimit,

        @Schema(description = "That it be renewed without anybody asking; absent where somebody asks each time.")
        @Nullable
        AutoRenewAsk autoRenew,

        @Schema(description = "The quote that was seen; its price is honoured while it is valid.") @Nullable
        String quote) {

    static final int LONGEST_PURPOSE = 500;

    /** Whether the hosts may be of the spot market. */
    boolean maySpot() {
        return ChargeType.SPOT.name().equals(chargeType)
                || ChargeWish.AUTO.equals(chargeType) && Boolean.TRUE.equals(interruptible);
    }

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
