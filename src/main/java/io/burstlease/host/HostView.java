package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A host as its readers see it. */
@Schema(name = "Host", description = "A GPU host in the cloud, and its node in the cluster.")
public record HostView(
        @Schema(description = "Stable id, which its tags in the cloud carry.", example = "h-4fk2m9xqza")
        String id,

        @Schema(description = "The lease it serves, or served last.", example = "l-4fk2m9xqza")
        String lease,

        @Schema(description = "Where it stands. GONE only when it was seen to be gone in the cloud, twice.")
        HostState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(description = "When it was planned (UTC).") Instant createdAt,

        @Schema(description = "The purchase that brought it.", example = "a-6kq2m9xqzahs4n3b") @Nullable
        String launch,

        @Schema(description = "Id of the ECS instance; absent until it is known.", example = "i-uf6j2m4xq0") @Nullable
        String instance,

        @Schema(description = "ECS instance type; absent until it is known.", example = "ecs.gn7i-c8g1.2xlarge")
        @Nullable
        String instanceType,

        @Schema(description = "Zone it runs in.", example = "cn-shanghai-b") @Nullable
        String zone,

        @Schema(description = "How the cloud charges it.") @Nullable
        ChargeType chargeType,

        @Schema(description = "For one hour, with its disks.") @Nullable
        Money hourlyPrice,

        @Schema(description = "GPUs of the host.", example = "1") @Nullable
        Integer gpus,

        @Schema(description = "Address in the host vSwitch.", example = "10.0.1.17") @Nullable
        String privateIp,

        @Schema(description = "Name of its Kubernetes node; absent until it joined.", example = "burst-i-uf6j2m4xq0")
        @Nullable
        String node,

        @Schema(description = "Whether it was bought and joined past this service, and adopted.")
        boolean adopted,

        @Schema(description = "Why it leaves; absent while it stays.") @Nullable
        Leaving leaving,

        @Schema(description = "The same, for people.") @Nullable
        String leavingReason,

        @Schema(
                description = "What keeps it from leaving, as a code; it goes on costing.",
                example = "DependencyViolation")
        @Nullable
        String stuck,

        @Schema(
                description =
                        "When the cloud is to release it by itself (UTC), if this service could not; for one paid "
                                + "in advance, until when it has to be paid for at least.")
        @Nullable
        Instant wantedReleaseAt,

        @Schema(description = "When the cloud said it would, at the last reading (UTC).") @Nullable
        Instant seenReleaseAt,

        @Schema(description = "The cloud's own status at the last reading.", example = "Running") @Nullable
        String seenStatus,

        @Schema(description = "When it was last seen in the cloud (UTC).") @Nullable
        Instant seenAt,

        @Schema(description = "Rises with every change; in quotes it is the ETag.", example = "7")
        long version) {

    public static HostView of(Host host, String leaseId) {
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
                host.adopted(),
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
