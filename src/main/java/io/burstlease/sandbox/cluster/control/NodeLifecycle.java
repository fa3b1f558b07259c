package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Notices kubelets that fell silent, taints nodes by their condition, evicts by NoExecute taints. */
final class NodeLifecycle implements Controller {

    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
    private static final Set<String> OWN = Set.of(NOT_READY, UNREACHABLE, UNSCHEDULABLE);

    private final ClusterView view;
    private final Duration silence;
    /** What was silent before this controller came up is given its time again. */
    private final Instant began;

    NodeLifecycle(ClusterView view, Duration silence) {
        this.view = view.as("node-lifecycle-controller");
        this.silence = silence;
        this.began = this.view.now();
    }

    @Override
    public void reconcile() {
        List<ObjectNode> nodes = view.items("nodes");
        nodes.forEach(this::listen);
        List<ObjectNode> now = view.items("nodes");
        // With no node left that answers, the fault is taken to be on this side and nobody is evicted.
        boolean disrupted = now.stream()
                .noneMatch(node -> ClusterView.condition(node, "Ready").equals("True"));
        now.forEach(node -> taint(node, disrupted));
        view.items("pods").forEach(this::evict);
    }

    private void listen(ObjectNode node) {
        Instant heard = heard(node);
        boolean silent = heard.plus(silence).isBefore(view.now());
        if (!silent || ClusterView.condition(node, "Ready").equals("Unknown")) {
            return;
        }
        boolean ever = !Json.at(node, "status", "conditions").isEmpty();
        String reason = ever ? "NodeStatusUnknown" : "NodeStatusNeverUpdated";
        String message = ever ? "Kubelet stopped posting node status." : "Kubelet never posted node status.";
        view.status("nodes", node, status -> {
            for (String type : List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure")) {
                view.condition(status, type, "Unknown", reason, message);
            }
        });
        view.event(node, "Normal", "NodeNotReady", "Node " + Json.name(node) + " status is now: NodeNotReady");
        for (ObjectNode pod : view.podsOn(Json.name(node))) {
            view.status("pods", pod, status -> view.condition(status, "Ready", "False", "", ""));
        }
    }

    private Instant heard(ObjectNode node) {
        ObjectNode lease = view.find("leases.coordination.k8s.io", "kube-node-lease", Json.name(node));
        Stream<String> times = Stream.concat(
                Stream.of(
                        Json.text(node, "metadata", "creationTimestamp"),
                        lease == null ? "" : Json.text(lease, "spec", "renewTime")),
                Json.objects(node, "status", "conditions")
                        .filter(each -> !Json.text(each, "status").equals("Unknown"))
                        .map(each -> Json.text(each, "lastHeartbeatTime")));
        return times.map(Moments::parse)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .filter(latest -> latest.isAfter(began))
                .orElse(began);
    }

    private void taint(ObjectNode node, boolean disrupted) {
        if (!wanted(node, disrupted).equals(taints(node))) {
            view.change("nodes", node, current -> {
                ArrayNode wanted = wanted(current, disrupted);
                if (wanted.isEmpty()) {
                    Json.child(current, "spec").remove("taints");
                } else {
                    Json.child(current, "spec").set("taints", wanted);
                }
            });
        }
    }

    private static ArrayNode taints(ObjectNode node) {
        ArrayNode taints = Json.array();
        Json.objects(node, "spec", "taints").forEach(taints::add);
        return taints;
    }

    /** The taints of others as they are, and those that follow from the node's condition. */
    private ArrayNode wanted(ObjectNode node, boolean disrupted) {
        ArrayNode wanted = Json.array();
        Json.objects(node, "spec", "taints")
                .filter(each -> !OWN.contains(Json.text(each, "key")))
                .forEach(wanted::add);
        String ready = ClusterView.condition(node, "Ready");
        if (!ready.equals("True")) {
            String key = ready.equals("Unknown") ? UNREACHABLE : NOT_READY;
            keep(node, wanted, key, "NoSchedule");
            if (!disrupted && !ready.isEmpty()) {
                keep(node, wanted, key, "NoExecute");
            }
        }
        if (Json.flag(node, "spec", "unschedulable")) {
            keep(node, wanted, UNSCHEDULABLE, "NoSchedule");
        }
        return wanted;
    }

    /** The taint as it stands, or a new one with its time. */
    private void keep(ObjectNode node, ArrayNode wanted, String key, String effect) {
        wanted.add(Json.objects(node, "spec", "taints")
                .filter(each -> Json.text(each, "key").equals(key)
                        && Json.text(each, "effect").equals(effect))
                .findFirst()
                .orElseGet(() -> Json.of("key", key, "effect", effect, "timeAdded", Moments.seconds(view.now()))));
    }

    private void evict(ObjectNode pod) {
        ObjectNode node = Json.text(pod, "spec", "nodeName").isEmpty()
                ? null
                : view.find("nodes", "", Json.text(pod, "spec", "nodeName"));
        if (node == null || Json.deleting(pod)) {
            return;
        }
        boolean over = Json.objects(node, "spec", "taints")
                .filter(taint -> Json.text(taint, "effect").equals("NoExecute"))
                .anyMatch(taint -> over(pod, taint));
        if (over) {
            view.event(pod, "Normal", "TaintManagerEviction", "Marking for deletion Pod " + Json.name(pod));
            view.delete("pods", pod);
        }
    }

    /** Whether nothing tolerates the taint, or no longer does. */
    private boolean over(ObjectNode pod, ObjectNode taint) {
        List<ObjectNode> tolerating = Json.objects(pod, "spec", "tolerations")
                .filter(each -> Placement.tolerates(each, taint))
                .toList();
        Instant added = Moments.parse(Json.text(taint, "timeAdded"));
        Instant since = added == null ? view.now() : added;
        return tolerating.stream()
                .noneMatch(each -> !each.has("tolerationSeconds")
                        || since.plusSeconds(Json.number(each, "tolerationSeconds"))
                                .isAfter(view.now()));
    }
}
