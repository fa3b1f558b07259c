package io.burstlease.offer;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that somebody wants.
 *
 * @param minHosts least acceptable; all or nothing when equal to {@code hosts}
 * @param zone the only zone acceptable, or null for any
 * @param from when the first host may start to cost money
 * @param to the latest hard end: the latest end with its grace
 */
public record Need(
        String teamId,
        HostClass hostClass,
        int hosts,
        int minHosts,
        @Nullable String zone,
        ChargeType chargeType,
        Instant from,
        Instant to) {}
