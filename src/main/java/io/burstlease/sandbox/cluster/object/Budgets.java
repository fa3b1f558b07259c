package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a PodDisruptionBudget allows at this moment. */
public final class Budgets {

    private Budgets() {}

    /** Healthy pods that are there, that must stay, that were counted on, and how many may go. */
    public record Reckoning(int healthy, int desired, int expected) {

        public int allowed() {
            return expected == 0 ? 0 : Math.max(0, healthy - desired);
        }
    }

    public static boolean covers(ObjectNode budget, ObjectNode pod) {
        JsonNode selector = Json.at(budget, "spec", "selector");
        return Json.namespace(budget).equals(Json.namespace(pod))
                && !selector.isMissingNode()
                && LabelSelector.of(selector).matches(pod);
    }

    public static Reckoning reckon(ObjectNode budget, List<ObjectNode> pods) {
        List<ObjectNode> covered =
                pods.stream().filter(pod -> covers(budget, pod) && !ended(pod)).toList();
        int expected = covered.size();
        int healthy = (int) covered.stream()
                .filter(pod -> ready(pod) && !Json.deleting(pod))
                .count();
        JsonNode least = Json.at(budget, "spec", "minAvailable");
        JsonNode most = Json.at(budget, "spec", "maxUnavailable");
        int desired = most.isMissingNode() || most.isNull()
                ? part(least, expected)
                : Math.max(0, expected - part(most, expected));
        return new Reckoning(healthy, desired, expected);
    }

    /** A number, or a percentage rounded up as the real controller does; 1 where nothing is said. */
    private static int part(JsonNode value, int whole) {
        String text = value.asString("1");
        if (text.endsWith("%")) {
            return (int) Math.ceil(whole * Integer.parseInt(text.substring(0, text.length() - 1)) / 100.0);
        }
        return value.asInt(1);
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
