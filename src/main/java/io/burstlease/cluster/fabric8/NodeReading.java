package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Taint;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a Node object the product looks at. */
final class NodeReading {

    private NodeReading() {}

    static NodeSeen read(Node node) {
        NodeSpec spec = Optional.ofNullable(node.getSpec()).orElseGet(NodeSpec::new);
        NodeStatus status = Optional.ofNullable(node.getStatus()).orElseGet(NodeStatus::new);
        Map<String, String> labels = node.getMetadata().getLabels();
        return new NodeSeen(
                node.getMetadata().getName(),
                node.getMetadata().getUid(),
                spec.getProviderID(),
                internalIp(status),
                ready(status),
                Boolean.TRUE.equals(spec.getUnschedulable()),
                gpus(status),
                status.getNodeInfo() == null ? null : status.getNodeInfo().getKubeletVersion(),
                labels == null ? Map.of() : labels,
                taints(spec));
    }

    static List<Taint> taints(NodeSpec spec) {
        return spec.getTaints().stream()
                .map(t -> new Taint(t.getKey(), t.getValue() == null ? "" : t.getValue(), t.getEffect()))
                .toList();
    }

    private static @Nullable String internalIp(NodeStatus status) {
        return status.getAddresses().stream()
                .filter(address -> "InternalIP".equals(address.getType()))
                .findFirst()
                .map(address -> address.getAddress())
                .orElse(null);
    }

    private static boolean ready(NodeStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static int gpus(NodeStatus status) {
        Quantity gpus =
                status.getAllocatable() == null ? null : status.getAllocatable().get("nvidia.com/gpu");
        return gpus == null ? 0 : gpus.getNumericalAmount().intValue();
    }
}
