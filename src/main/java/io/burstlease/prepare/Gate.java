package io.burstlease.prepare;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.PodSeen;
import io.burstlease.host.Host;
import java.util.List;
import java.util.Optional;

/** Something a node must have before its host is handed to a lease. */
interface Gate {

    /** What is missing, in words that begin with the gate's stable code; empty when it is passed. */
    Optional<String> fault(Host host, NodeSeen node, List<PodSeen> pods);

    /** Every gate, in the order in which a host passes them. */
    static List<Gate> all() {
        return List.of(Gate::ready, Gate::network, Gate::gpus);
    }

    private static Optional<String> ready(Host host, NodeSeen node, List<PodSeen> pods) {
        return node.ready() ? Optional.empty() : Optional.of("node-ready: the node is not Ready");
    }

    private static Optional<String> network(Host host, NodeSeen node, List<PodSeen> pods) {
        if (pods.stream().anyMatch(pod -> pod.isOf("DaemonSet", "calico-node"))) {
            return Optional.of("network: a calico-node pod runs on a cloud host");
        }
        boolean terway = pods.stream().anyMatch(pod -> pod.isOf("DaemonSet", "terway") && pod.ready());
        return terway ? Optional.empty() : Optional.of("network: no Terway pod is Ready on the node");
    }

    private static Optional<String> gpus(Host host, NodeSeen node, List<PodSeen> pods) {
        int wanted = host.gpus().orElse(0);
        return node.gpus() == wanted
                ? Optional.empty()
                : Optional.of("gpus: " + node.gpus() + " of " + wanted + " nvidia.com/gpu allocatable");
    }
}
