package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that a launch brought.
 *
 * @param after the purchase happened at or after this
 * @param before and at or before this
 * @param releaseAt when the cloud is to release it by itself; null for pre-paid
 */
public record Bought(
        String instanceId,
        Instant after,
        Instant before,
        @Nullable Instant releaseAt) {}
