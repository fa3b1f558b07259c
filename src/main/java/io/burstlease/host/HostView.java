package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A host as its readers see it. */
@Schema(name = "Host")
public record HostView(
        @Schema(example = "h-4fk2m9xqza") String id,

        @Schema(description = "The lease it serves, or served last.")
        String lease,

        HostState state,
        Instant stateSince,
        Instant createdAt,
        @Nullable String launch,
        @Schema(example = "i-uf6j2m4xq0") @Nullable String instance,
        @Nullable String instanceType,
        @Nullable String zone,
        @Nullable ChargeType chargeType,
        @Schema(description = "With its disks.") @Nullable Money hourlyPrice,
        @Nullable Integer gpus,
        @Nullable String privateIp,
        @Nullable String node,
        @Schema(description = "Why it leaves.") @Nullable Leaving leaving,
        @Nullable String leavingReason,

        @Schema(description = "What keeps it from leaving; it goes on costing.") @Nullable
        String stuck,

        @Schema(description = "When the cloud is to release it by itself.") @Nullable
        Instant wantedReleaseAt,

        @Schema(description = "When the cloud said it would, at the last reading.") @Nullable
        Instant seenReleaseAt,

        @Schema(description = "The cloud's own status at the last reading.") @Nullable
        String seenStatus,

        @Nullable Instant seenAt,
        long version) {

    static HostView of(Host host, String leaseId) {
        Sight sight = host.sight();
        return new HostView(
                host.id(),
                leaseId,
                host.state(),
                host.stateSince(),
                host.createdAt(),
                host.launchId().orElse(null),
                host.instanceId().orElse(null),
                host.instanceType().orElse(null),
                host.zone().orElse(null),
                host.chargeType().orElse(null),
                host.hourlyPrice().orElse(null),
                host.gpus().orElse(null),
                sight.privateIp(),
                host.nodeName().orElse(null),
                host.leaving().orElse(null),
                host.leavingReason().orElse(null),
                host.stuckCode().orElse(null),
                host.wantedReleaseAt().orElse(null),
                sight.seenReleaseAt(),
                sight.seenStatus(),
                sight.seenAt(),
                host.version());
    }
}
