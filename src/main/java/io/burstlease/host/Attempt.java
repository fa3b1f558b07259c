package io.burstlease.host;

import io.burstlease.cloud.LaunchRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One frozen attempt of a launch.
 *
 * @param tokenId of the bootstrap token in its user data; empty for a host that was taken over, which joined without
 *     one
 * @param request exactly what is sent, each time; its user data is empty once settled
 * @param settledAs null while it is not known what it bought
 */
public record Attempt(
        String launchId,
        int number,
        String clientToken,
        String tokenId,
        LaunchRequest request,
        @Nullable Instant autoReleaseAt,
        Instant frozenAt,
        @Nullable Instant settledAt,
        @Nullable Settlement settledAs) {}
