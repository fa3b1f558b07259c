package io.burstlease.provision;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.HostState;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a lease has the hosts it has, and not more. */
@Schema(name = "LeaseExplanation", description = "Why a lease has the hosts it has, and not more.")
record Explanation(
        @Schema(description = "The lease.", example = "l-4fk2m9xqza")
        String leaseId,

        @Schema(description = "Where it stands.") LeaseState state,

        @Schema(description = "What it waits for: APPROVAL, START, STOCK, HOSTS, PAUSED.", example = "STOCK") @Nullable
        String waitingFor,

        @Schema(description = "The same, for people.") String summary,

        @Schema(description = "When the wait for hosts is given up (UTC).") @Nullable
        Instant giveUpAt,

        @Schema(description = "Hosts wanted.", example = "2")
        int hostsWanted,

        @Schema(description = "Hosts by state.") Map<HostState, Long> hosts,

        @Schema(description = "Every offer that was tried or looked at, the latest first, and why it was not taken.")
        List<Tried> offers,

        @Schema(description = "Purchases of which it is not known what they bought.")
        List<OpenLaunch> openLaunches,

        @Schema(description = "Hosts that the cloud or a budget keeps from going on.")
        List<Stuck> stuckHosts,

        @Schema(description = "What holds back the replacement of hosts that were lost or broke.") @Nullable
        String replacementBrake,

        @Schema(description = "Pauses that stop its purchases.") @Nullable
        String paused) {

    @Schema(name = "TriedOffer", description = "An offer that was tried or looked at.")
    record Tried(
            @Schema(description = "ECS instance type.", example = "ecs.gn7i-c8g1.2xlarge")
            String instanceType,

            @Schema(description = "Zone.", example = "cn-shanghai-b")
            String zone,

            @Schema(description = "How the cloud would charge.")
            ChargeType chargeType,

            @Schema(description = "Of one host with its disks for one hour; absent where no price is known.") @Nullable
            Money hourlyPrice,

            @Schema(description = "TRIED, TAKEN, REFUSED by the cloud, or PASSED over.", example = "REFUSED")
            String outcome,

            @Schema(description = "A code: ours, or that of the cloud.", example = "OperationDenied.NoStock")
            String reason,

            @Schema(description = "The same, for people.") String detail,

            @Schema(description = "The purchase that tried it.") @Nullable
            String launchId,

            @Schema(description = "When it may be tried again (UTC), where that is known.") @Nullable
            Instant until,

            @Schema(description = "When it was first found so (UTC).")
            Instant firstAt,

            @Schema(description = "When it was last found so (UTC).")
            Instant lastAt,

            @Schema(description = "How often the same was found.")
            int times) {

        static Tried of(PlacementLog.Entry entry) {
            return new Tried(
                    entry.instanceType(),
                    entry.zone(),
                    entry.chargeType(),
                    entry.hourlyPrice(),
                    entry.outcome(),
                    entry.reason(),
                    entry.detail(),
                    entry.launchId(),
                    entry.until(),
                    entry.firstAt(),
                    entry.lastAt(),
                    entry.times());
        }
    }

    @Schema(name = "OpenLaunch", description = "A purchase of which it is not known what it bought.")
    record OpenLaunch(
            @Schema(description = "The launch.") String id,
            @Schema(description = "Where it stands.") LaunchState state,
            @Schema(description = "Since when (UTC).") Instant since,

            @Schema(description = "Hosts it may have bought.")
            int hosts) {}

    @Schema(name = "StuckHost", description = "A host that something keeps from going on.")
    record Stuck(
            @Schema(description = "The host.") String id,
            @Schema(description = "Where it stands.") HostState state,

            @Schema(description = "What keeps it there.", example = "DependencyViolation")
            String code) {}
}
