package io.burstlease.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as the API server showed it.
 *
 * @param gpus allocatable {@code nvidia.com/gpu}
 */
public record NodeSeen(
        String name,
        String uid,
        @Nullable String providerId,
        @Nullable String internalIp,
        boolean ready,
        boolean unschedulable,
        int gpus,
        @Nullable String kubeletVersion,
        Map<String, String> labels,
        List<Taint> taints) {
    public NodeSeen {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }
}
