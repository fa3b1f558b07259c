package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one complete reading of the cloud showed of an instance.
 *
 * @param pass rises with every reading; an older one never overwrites a newer one
 * @param at when the reading was asked for
 * @param createdAt the cloud's creation time, which has no seconds
 * @param releaseAt the release time seen in the cloud, or null when none is set
 */
public record Seen(
        long pass,
        Instant at,
        String instanceId,
        String status,
        Instant createdAt,
        @Nullable String privateIp,
        @Nullable Instant releaseAt,
        @Nullable String lock) {}
