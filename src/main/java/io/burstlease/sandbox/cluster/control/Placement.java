package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.LabelSelector;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a pod may stand on a node: selector, affinity, taints and room. */
final class Placement {

    private Placement() {}

    /** Node selector and required node affinity, whose terms are alternatives. */
    static boolean selects(JsonNode podSpec, ObjectNode node) {
        Map<String, String> labels = Json.labels(node);
        if (!LabelSelector.ofMap(Json.map(podSpec, "nodeSelector")).matches(labels)) {
            return false;
        }
        JsonNode required =
                Json.at(podSpec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
        if (!required.isObject()) {
            return true;
        }
        return Json.objects(required, "nodeSelectorTerms").anyMatch(term -> fits(term, node, labels));
    }

    private static boolean fits(ObjectNode term, ObjectNode node, Map<String, String> labels) {
        JsonNode expressions = term.path("matchExpressions");
        JsonNode fields = term.path("matchFields");
        if (expressions.isEmpty() && fields.isEmpty()) {
            return false;
        }
        return LabelSelector.ofExpressions(expressions).matches(labels)
                && LabelSelector.ofExpressions(fields).matches(Map.of("metadata.name", Json.name(node)));
    }

    /** Whether every taint of these effects is tolerated. */
    static boolean tolerates(JsonNode podSpec, ObjectNode node, Set<String> effects) {
        List<ObjectNode> tolerations = Json.objects(podSpec, "tolerations").toList();
        return Json.objects(node, "spec", "taints")
                .filter(taint -> effects.contains(Json.text(taint, "effect")))
                .allMatch(taint -> tolerations.stream().anyMatch(each -> tolerates(each, taint)));
    }

    static boolean tolerates(ObjectNode toleration, ObjectNode taint) {
        String key = Json.text(toleration, "key");
        String effect = Json.text(toleration, "effect");
        boolean exists = Json.text(toleration, "operator").equals("Exists");
        boolean value = exists || Json.text(toleration, "value").equals(Json.text(taint, "value"));
        boolean named = key.isEmpty() ? exists : key.equals(Json.text(taint, "key")) && value;
        return named && (effect.isEmpty() || effect.equals(Json.text(taint, "effect")));
    }

    /** Why the scheduler cannot place the pod there, empty where it can. */
    static String obstacle(ObjectNode pod, ObjectNode node, Map<String, Long> used) {
        JsonNode spec = pod.path("spec");
        boolean cordoned = Json.flag(node, "spec", "unschedulable")
                && Json.objects(spec, "tolerations")
                        .noneMatch(each -> tolerates(
                                each, Json.of("key", "node.kubernetes.io/unschedulable", "effect", "NoSchedule")));
        if (cordoned) {
            return "node(s) were unschedulable";
        }
        if (!selects(spec, node)) {
            return "node(s) didn't match Pod's node affinity/selector";
        }
        if (!tolerates(spec, node, Set.of("NoSchedule", "NoExecute"))) {
            return "node(s) had untolerated taint(s)";
        }
        Map<String, Long> room = Quantity.all(Json.at(node, "status", "allocatable"));
        for (var wish : Quantity.requestedBy(pod).entrySet()) {
            String name = wish.getKey();
            long free = room.getOrDefault(name, 0L) - used.getOrDefault(name, 0L);
            if (wish.getValue() > free && wish.getValue() > 0) {
                return name.equals("pods") ? "Too many pods" : "Insufficient " + name;
            }
        }
        return "";
    }
}
