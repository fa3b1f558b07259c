package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The pods by the node they are bound to, sorted out again only when some pod has changed. */
final class PodsByNode {

    private final ObjectStore store;
    private volatile Sorted sorted = new Sorted(-1, Map.of());

    PodsByNode(ObjectStore store) {
        this.store = store;
    }

    private record Sorted(long revision, Map<String, List<ObjectNode>> byNode) {}

    List<ObjectNode> on(String node) {
        long now = store.revisionOf("pods");
        Sorted known = sorted;
        if (known.revision() != now) {
            known = new Sorted(
                    now,
                    store.items("pods").stream()
                            .collect(Collectors.groupingBy(pod -> Json.text(pod, "spec", "nodeName"))));
            sorted = known;
        }
        return known.byNode().getOrDefault(node, List.of());
    }
}
