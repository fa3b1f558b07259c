package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a launch.
 *
 * @param number rises with every instance, and orders lists
 * @param startingAt when Pending ends
 * @param runningAt when Starting ends; null if it never does
 * @param bootedAt when its operating system is up; null if it never comes up
 * @param shownAt from when on lists show it
 */
public record Born(
        String instanceId,
        long number,
        String instanceName,
        String hostName,
        String privateIp,
        List<String> diskIds,
        Instant startingAt,
        @Nullable Instant runningAt,
        @Nullable Instant bootedAt,
        Instant shownAt) {}
