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
@Schema(name = "Lease")
public record LeaseView(
        @Schema(example = "l-4fk2m9xqza") String id,
        @Schema(example = "vtraining") String team,
        @Schema(example = "llm") String project,
        String applicant,

        @Schema(description = "The person a machine client named.") @Nullable
        String onBehalfOf,

        String owner,
        String purpose,
        Workload workload,
        @Schema(example = "a10-1x") String hostClass,
        int hosts,

        @Schema(description = "Least acceptable; all or nothing when equal to hosts.")
        int minHosts,

        @Nullable String zone,
        ChargeType chargeType,
        LeaseState state,
        Instant stateSince,

        @Schema(description = "What it waits for: APPROVAL, START, BUDGET, LINE, STOCK, HOSTS, NODES or DATA.")
        @Nullable
        String waitingFor,

        Instant requestedAt,
        Instant decideBy,
        Instant startsAt,

        @Schema(description = "Counted from first ACTIVE; absent when an end was asked for.", example = "P7D") @Nullable
        String term,

        @Schema(description = "The end; until ACTIVE the latest possible one. Absent until approved.") @Nullable
        Instant endsAt,

        @Schema(description = "From when on pods are deleted whatever their budgets say.") @Nullable
        Instant hardEndsAt,

        @Nullable Instant activatedAt,
        boolean cordoned,

        @Schema(description = "Of one host with its disks, as quoted.")
        Money hourlyPrice,

        @Nullable Money moneyCap,
        @Nullable Ending ending,
        @Nullable String endingReason,
        SchedulingHints schedulingHints,
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
                lease.state(),
                lease.stateSince(),
                lease.waitingFor().orElse(null),
                lease.requestedAt(),
                lease.decideBy(),
                ask.startsAt(),
                ask.term(),
                lease.endAt().orElse(null),
                lease.endAt().map(end -> lease.hardEnd()).orElse(null),
                lease.activatedAt().orElse(null),
                lease.isCordoned(),
                new Money(ask.hourlyPrice(), ask.currency()),
                ask.moneyCap() == null ? null : new Money(ask.moneyCap(), ask.currency()),
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
    @Schema(name = "SchedulingHints")
    public record SchedulingHints(Map<String, String> nodeSelector, List<Toleration> tolerations) {

        public static SchedulingHints of(String leaseId) {
            return new SchedulingHints(
                    Map.of(Marks.LABEL_LEASE, leaseId),
                    List.of(new Toleration(Marks.TAINT_LEASE, "Equal", leaseId, "NoSchedule")));
        }
    }

    /** A toleration in the notation of a pod's specification. */
    @Schema(name = "Toleration")
    public record Toleration(String key, String operator, String value, String effect) {}
}
