package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What admission keeps a kubelet from: other nodes, their leases and pods, and labels that are not its to set. */
final class NodeRestriction {

    private static final Set<String> OWN = Set.of(
            "kubernetes.io/hostname",
            "kubernetes.io/arch",
            "kubernetes.io/os",
            "beta.kubernetes.io/instance-type",
            "beta.kubernetes.io/os",
            "beta.kubernetes.io/arch",
            "failure-domain.beta.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region",
            "node.kubernetes.io/instance-type",
            "topology.kubernetes.io/zone",
            "topology.kubernetes.io/region");
    private static final List<String> OWN_DOMAINS = List.of("kubelet.kubernetes.io", "node.kubernetes.io");

    private NodeRestriction() {}

    static void check(Identity by, Kind kind, String subresource, @Nullable ObjectNode before, ObjectNode after) {
        if (!by.node()) {
            return;
        }
        String own = by.nodeName();
        String name = Json.name(after);
        switch (kind.resource()) {
            case "nodes" -> node(own, kind, before, after);
            case "leases.coordination.k8s.io" -> {
                if (!name.equals(own)) {
                    throw ApiFailure.forbidden(
                            kind, name, "node \"" + own + "\" can only access node lease with the same name");
                }
            }
            case "pods" -> {
                if (!Json.text(after, "spec", "nodeName").equals(own)) {
                    throw ApiFailure.forbidden(
                            kind, name, "node \"" + own + "\" can only update pod status for pods on itself");
                }
            }
            default -> {}
        }
    }

    private static void node(String own, Kind kind, @Nullable ObjectNode before, ObjectNode after) {
        String name = Json.name(after);
        if (!name.equals(own)) {
            throw ApiFailure.forbidden(
                    kind, name, "node \"" + own + "\" is not allowed to modify node \"" + name + "\"");
        }
        Map<String, String> was = before == null ? Map.of() : Json.labels(before);
        Map<String, String> now = Json.labels(after);
        Set<String> changed = new TreeSet<>(was.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(key -> Objects.equals(was.get(key), now.get(key)) || allowed(key));
        if (!changed.isEmpty()) {
            throw ApiFailure.forbidden(kind, name, "is not allowed to modify labels: " + String.join(", ", changed));
        }
        boolean tainted = before != null && !Json.at(before, "spec", "taints").equals(Json.at(after, "spec", "taints"));
        if (tainted) {
            throw ApiFailure.forbidden(kind, name, "node \"" + own + "\" is not allowed to modify taints");
        }
    }

    private static boolean allowed(String label) {
        String domain = label.contains("/") ? label.substring(0, label.indexOf('/')) : "";
        boolean guarded = domain.equals("kubernetes.io")
                || domain.endsWith(".kubernetes.io")
                || domain.equals("k8s.io")
                || domain.endsWith(".k8s.io");
        return !guarded
                || OWN.contains(label)
                || OWN_DOMAINS.stream().anyMatch(each -> domain.equals(each) || domain.endsWith("." + each));
    }
}
