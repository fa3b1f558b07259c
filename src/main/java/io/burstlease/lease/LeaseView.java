package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.naming.Marks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lease as its readers see it. */
@Schema(name = "Lease", description = "A team's hold on hosts, from application to return.")
public record LeaseView(
        @Schema(description = "Stable id, in tags, labels and logs too.", example = "l-4fk2m9xqza")
        String id,

        @Schema(description = "Whose hosts they are, and whose budget pays.", example = "vtraining")
        String team,

        @Schema(description = "What the costs are told apart by.", example = "llm")
        String project,

        @Schema(description = "Who applied: a user or a machine client.", example = "bob")
        String applicant,

        @Schema(description = "The person a machine client named; absent where a person applied.") @Nullable
        String onBehalfOf,

        @Schema(description = "Who is reminded and may give it back; the applicant at first.", example = "bob")
        String owner,

        @Schema(description = "What the hosts are for, in the words of the applicant.", example = "Fine-tuning run 42")
        String purpose,

        @Schema(description = "TRAINING may be drained at its end; SERVING serves users.")
        Workload workload,

        @Schema(description = "What kind of host.", example = "a10-1x")
        String hostClass,

        @Schema(description = "Hosts wanted.", example = "2")
        int hosts,

        @Schema(description = "Least acceptable; all or nothing when equal to hosts.", example = "2")
        int minHosts,

        @Schema(description = "The only zone acceptable; absent: any.", example = "cn-shanghai-b") @Nullable
        String zone,

        @Schema(description = "How the cloud charges: POSTPAID by the second, PREPAID ahead, SPOT at the market price.")
        ChargeType chargeType,

        @Schema(description = "Whether the service chose the charge type, because AUTO was asked for.")
        boolean autoCharge,

        @Schema(
                description =
                        "Where it stands. Only ACTIVE has all hosts ready; RELEASED and FAILED come after hosts were seen to be gone.")
        LeaseState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(
                description =
                        "What it waits for: APPROVAL, START, BUDGET, LINE, STOCK, HOSTS, NODES, DATA, or PAUSED purchases; absent where it waits for nothing.",
                example = "APPROVAL")
        @Nullable
        String waitingFor,

        @Schema(description = "When it was applied for (UTC).")
        Instant requestedAt,

        @Schema(description = "When it lapses if nobody has decided (UTC).")
        Instant decideBy,

        @Schema(description = "Times in which its hosts are never drained; its end is moved behind them.")
        List<WeeklyWindow> protectedWindows,

        @Schema(description = "From when on hosts are wanted (UTC).")
        Instant startsAt,

        @Schema(
                description =
                        "ISO 8601 period counted from first ACTIVE; days and longer in the billing zone. Absent when an end was asked for.",
                example = "P7D")
        @Nullable
        String term,

        @Schema(description = "The end (UTC); until ACTIVE the latest possible one. Absent until approved.") @Nullable
        Instant endsAt,

        @Schema(
                description =
                        "End plus grace (UTC): from then on pods are deleted whatever their budgets say. Absent until approved.")
        @Nullable
        Instant hardEndsAt,

        @Schema(description = "When all hosts were ready for the first time (UTC); absent until then.") @Nullable
        Instant activatedAt,

        @Schema(description = "True when no new pods land on its hosts any more.")
        boolean cordoned,

        @Schema(description = "Of one host with its disks for one hour, as quoted.")
        Money hourlyPrice,

        @Schema(description = "What it may cost before it ends with its whole grace; absent: no cap of its own.")
        @Nullable
        Money moneyCap,

        @Schema(description = "The most that one spot host with its disks may cost in an hour; absent without a limit.")
        @Nullable
        Money spotPriceLimit,

        @Schema(description = "How it is renewed without anybody asking; absent where somebody has to ask.") @Nullable
        AutoRenewView autoRenew,

        @Schema(description = "Whether it is there to keep a host for study: nothing is bought for it, ever.")
        boolean kept,

        @Schema(description = "How it ended or is ending; absent before.") @Nullable
        Ending ending,

        @Schema(description = "Why it ended, for people.") @Nullable
        String endingReason,

        @Schema(description = "What a pod needs to land on its hosts.")
        SchedulingHints schedulingHints,

        @Schema(description = "Rises with every change; in quotes it is the ETag.", example = "0")
        long version) {

    public static LeaseView of(Lease lease) {
        LeaseAsk ask = lease.ask();
        return new LeaseView(
                lease.id(),
                ask.teamId(),
                ask.projectId(),
                ask.applicant(),
                ask.onBehalfOf(),
                lease.owner(),
                ask.purpose(),
                ask.workload(),
                ask.hostClassId(),
                ask.hosts(),
                ask.minHosts(),
                ask.zone(),
                ask.chargeType(),
                ask.autoCharge(),
                lease.state(),
                lease.stateSince(),
                lease.waitingFor().orElse(null),
                lease.requestedAt(),
                lease.decideBy(),
                WeeklyWindow.of(ask.protection()),
                ask.startsAt(),
                ask.term(),
                lease.endAt().orElse(null),
                lease.endAt().map(end -> lease.hardEnd()).orElse(null),
                lease.activatedAt().orElse(null),
                lease.isCordoned(),
                new Money(ask.hourlyPrice(), ask.currency()),
                ask.moneyCap() == null ? null : new Money(ask.moneyCap(), ask.currency()),
                ask.spotPriceLimit() == null ? null : new Money(ask.spotPriceLimit(), ask.currency()),
                lease.autoRenew().map(AutoRenewView::of).orElse(null),
                lease.kept(),
                lease.ending().orElse(null),
                lease.endingReason().orElse(null),
                SchedulingHints.of(lease.id()),
                lease.version());
    }

    /**
     * What a pod needs to land on the lease's hosts, and on no others.
     *
     * @param nodeSelector label the hosts bear
     * @param tolerations of the taint that keeps other pods away
     */
    @Schema(
            name = "SchedulingHints",
            description = "What a pod needs to land on the hosts of a lease, and on no others.")
    public record SchedulingHints(
            @Schema(
                    description = "Goes into spec.nodeSelector of a pod.",
                    example = "{\"node-restriction.kubernetes.io/burstlease-lease\": \"l-4fk2m9xqza\"}")
            Map<String, String> nodeSelector,

            @Schema(description = "Goes into spec.tolerations of a pod.")
            List<Toleration> tolerations) {

        public static SchedulingHints of(String leaseId) {
            return new SchedulingHints(
                    Map.of(Marks.LABEL_LEASE, leaseId),
                    List.of(new Toleration(Marks.TAINT_LEASE, "Equal", leaseId, "NoSchedule")));
        }
    }

    /** A toleration in the notation of a pod's specification. */
    @Schema(name = "Toleration", description = "A toleration in the notation of a pod's specification.")
    public record Toleration(
            @Schema(description = "Key of the taint.") String key,

            @Schema(description = "How key and value are compared.", example = "Equal")
            String operator,

            @Schema(description = "Value of the taint: the id of the lease.", example = "l-4fk2m9xqza")
            String value,

            @Schema(description = "Effect of the taint.", example = "NoSchedule")
            String effect) {}
}
