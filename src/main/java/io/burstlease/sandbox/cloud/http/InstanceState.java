package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.LaunchSpec;
import io.burstlease.sandbox.cloud.state.ReleasedBy;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance with all that the API hides: exact times, its end and who ended it.
 *
 * @param status as the API has it, or {@code Gone}
 * @param booted whether its operating system is up
 * @param spec what was bought, with user data in base64, disks and prices
 */
record InstanceState(
        String instanceId,
        String status,
        boolean booted,
        String instanceName,
        String hostName,
        String instanceType,
        String zoneId,
        String vSwitchId,
        String privateIp,
        ChargeType chargeType,
        Map<String, String> tags,
        Instant createdAt,
        @Nullable Instant runningAt,
        @Nullable Instant bootedAt,
        Instant shownAt,
        @Nullable Instant autoReleaseAt,
        @Nullable Instant expiresAt,
        @Nullable Instant releasedAt,
        @Nullable Instant goneAt,
        @Nullable ReleasedBy releasedBy,
        @Nullable String lockReason,
        String launchRequestId,
        @Nullable String clientToken,
        List<String> diskIds,
        LaunchSpec spec) {

    static InstanceState of(Instance instance, Instant now) {
        LaunchSpec spec = instance.spec();
        return new InstanceState(
                instance.id(),
                instance.gone(now) ? "Gone" : instance.status(now).apiName(),
                instance.booted(now),
                instance.born().instanceName(),
                instance.born().hostName(),
                spec.instanceType(),
                spec.zoneId(),
                spec.vSwitchId(),
                instance.born().privateIp(),
                spec.chargeType(),
                Map.copyOf(instance.tags()),
                instance.createdAt(),
                instance.born().runningAt(),
                instance.bootsAt(),
                instance.born().shownAt(),
                instance.autoReleaseAt(),
                instance.expiresAt(),
                instance.releasedAt(),
                instance.goneAt(),
                instance.releasedBy(),
                instance.lockReason(),
                instance.launchRequestId(),
                instance.clientToken(),
                instance.born().diskIds(),
                spec);
    }
}
