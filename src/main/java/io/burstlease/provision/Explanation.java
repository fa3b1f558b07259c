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
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String leaseId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) LeaseState state,

        @Schema(description = "What it waits for: APPROVAL, START, STOCK, HOSTS, PAUSED.", example = "STOCK") @Nullable
        String waitingFor,

        @Schema(description = "The same, for people.", requiredMode = Schema.RequiredMode.REQUIRED)
        String summary,

        @Schema(description = "When the wait for hosts is given up.") @Nullable
        Instant giveUpAt,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) int hostsWanted,

        @Schema(description = "Hosts by state.", requiredMode = Schema.RequiredMode.REQUIRED)
        Map<HostState, Long> hosts,

        @Schema(
                description = "Every offer that was tried or looked at, the latest first, and why it was not taken.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        List<Tried> offers,

        @Schema(description = "Purchases of which it is not known what they bought.")
        List<OpenLaunch> openLaunches,

        @Schema(description = "Hosts that the cloud or a budget keeps from going on.")
        List<Stuck> stuckHosts,

        @Schema(description = "What holds back the replacement of hosts that were lost or broke.") @Nullable
        String replacementBrake,

        @Schema(description = "Pauses that stop its purchases.") @Nullable
        String paused) {

    @Schema(name = "TriedOffer")
    record Tried(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String instanceType,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String zone,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            ChargeType chargeType,

            @Nullable Money hourlyPrice,

            @Schema(
                    description = "TRIED, TAKEN, REFUSED by the cloud, or PASSED over.",
                    example = "REFUSED",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String outcome,

            @Schema(example = "OperationDenied.NoStock", requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String detail,

            @Nullable String launchId,

            @Schema(description = "When it may be tried again, where that is known.") @Nullable
            Instant until,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant firstAt,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant lastAt,

            @Schema(description = "How often the same was found.", requiredMode = Schema.RequiredMode.REQUIRED)
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

    @Schema(name = "OpenLaunch")
    record OpenLaunch(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            LaunchState state,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant since,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            int hosts) {}

    @Schema(name = "StuckHost")
    record Stuck(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            HostState state,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String code) {}
}
