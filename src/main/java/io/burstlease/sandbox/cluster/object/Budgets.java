package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a PodDisruptionBudget comes to, as the disruption controller reckons it. */
public final class Budgets {

    private final Registry registry;

    public Budgets(Registry registry) {
        this.registry = registry;
    }

    /** What came out of it: numbers, or why there are none. */
    public sealed interface Reckoning {}

    /** Healthy pods that are there, that must stay, and that were counted on. */
    public record Counted(int healthy, int desired, int expected) implements Reckoning {

        public int allowed() {
            return expected == 0 ? 0 : Math.max(0, healthy - desired);
        }
    }

    /** There is no whole to take a share of: nothing may go until somebody changes the budget. */
    public record Failed(String why) implements Reckoning {}

    public static boolean covers(ObjectNode budget, ObjectNode pod) {
        JsonNode selector = Json.at(budget, "spec", "selector");
        return Json.namespace(budget).equals(Json.namespace(pod))
                && !selector.isMissingNode()
                && LabelSelector.of(selector).matches(pod);
    }

    /** A plain number of pods to keep counts pods; every other budget is a share of what their controllers want. */
    public Reckoning reckon(ObjectNode budget, List<ObjectNode> pods) {
        List<ObjectNode> covered =
                pods.stream().filter(pod -> covers(budget, pod)).toList();
        int healthy = (int) covered.stream()
                .filter(pod -> ready(pod) && !Json.deleting(pod))
                .count();
        JsonNode least = Json.at(budget, "spec", "minAvailable");
        JsonNode most = Json.at(budget, "spec", "maxUnavailable");
        if (!most.isValueNode() && !least.isString()) {
            return new Counted(healthy, least.asInt(0), least.isNumber() ? covered.size() : 0);
        }
        Map<String, Integer> scales = new HashMap<>();
        for (ObjectNode pod : covered) {
            Optional<ObjectNode> owner = controller(pod);
            if (owner.isEmpty()) {
                continue;
            }
            String failure = addScale(Json.namespace(pod), owner.get(), scales);
            if (failure != null) {
                return new Failed(
                        failure.isEmpty() ? "found no controllers for pod \"" + Json.name(pod) + "\"" : failure);
            }
        }
        int expected = scales.values().stream().mapToInt(Integer::intValue).sum();
        int desired = least.isString() ? part(least, expected) : Math.max(0, expected - part(most, expected));
        return new Counted(healthy, desired, expected);
    }

    private static Optional<ObjectNode> controller(ObjectNode object) {
        return Json.objects(object, "metadata", "ownerReferences")
                .filter(each -> Json.flag(each, "controller"))
                .findFirst();
    }

    /** Notes the replicas of the owner, or of the Deployment above it; answers why it has none, empty if it is gone. */
    private @Nullable String addScale(String namespace, ObjectNode reference, Map<String, Integer> scales) {
        Optional<Kind> kind = registry.kinds().named(Json.text(reference, "apiVersion"), Json.text(reference, "kind"));
        if (kind.isEmpty() || !kind.get().subresources().contains("scale")) {
            String named = kind.map(Kind::resource).orElse(Json.text(reference, "kind"));
            return named + " does not implement the scale subresource";
        }
        ObjectNode owner = registry.find(kind.get(), namespace, Json.text(reference, "name"));
        if (owner == null || !Json.text(owner, "metadata", "uid").equals(Json.text(reference, "uid"))) {
            return "";
        }
        Optional<ObjectNode> above = controller(owner);
        if (above.isPresent()) {
            return addScale(namespace, above.get(), scales);
        }
        scales.put(Json.text(owner, "metadata", "uid"), (int) Json.number(owner, "spec", "replicas"));
        return null;
    }

    /** A number, or a percentage rounded up. */
    private static int part(JsonNode value, int whole) {
        String text = value.asString("");
        if (text.endsWith("%")) {
            return (int) Math.ceil(whole * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0);
        }
        return value.asInt(0);
    }

    public static boolean ready(JsonNode pod) {
        return Json.objects(pod, "status", "conditions")
                .anyMatch(each -> Json.text(each, "type").equals("Ready")
                        && Json.text(each, "status").equals("True"));
    }

    public static boolean ended(JsonNode pod) {
        String phase = Json.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
