package io.burstlease.cloud;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One instance as the cloud showed it.
 *
 * @param createdAt the cloud's creation time, which has no seconds: the true instant lies in that minute
 * @param autoReleaseTime null when none is set
 * @param expiredTime end of a pre-paid term; null for post-paid
 * @param lock operation lock reason such as {@code Recycling} or {@code financial}, or null
 */
public record InstanceSeen(
        String instanceId,
        Status status,
        String zone,
        String vSwitchId,
        String instanceType,
        int gpus,
        ChargeType chargeType,
        @Nullable String privateIp,
        Instant createdAt,
        @Nullable Instant autoReleaseTime,
        @Nullable Instant expiredTime,
        @Nullable String lock,
        Map<String, String> tags) {

    public InstanceSeen {
        tags = Map.copyOf(tags);
    }

    /** ECS instance states. */
    public enum Status {
        PENDING,
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        /** A state this version does not know; never treated as absent. */
        OTHER
    }
}
