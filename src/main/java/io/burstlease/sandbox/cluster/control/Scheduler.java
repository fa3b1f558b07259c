package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Binds pending pods to the node that fits and bears the fewest pods. */
final class Scheduler implements Controller {

    private final ClusterView view;

    Scheduler(ClusterView view) {
        this.view = view.as("default-scheduler");
    }

    @Override
    public void reconcile() {
        List<ObjectNode> pods = view.items("pods");
        List<ObjectNode> waiting = pods.stream().filter(Scheduler::waits).toList();
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, Map<String, Long>> used = used(pods);
        List<ObjectNode> nodes = view.items("nodes");
        waiting.forEach(pod -> place(pod, nodes, used));
    }

    private static boolean waits(ObjectNode pod) {
        return Json.text(pod, "spec", "nodeName").isEmpty()
                && Json.text(pod, "spec", "schedulerName").equals("default-scheduler")
                && Json.at(pod, "spec", "schedulingGates").isEmpty()
                && !Json.deleting(pod)
                && !Budgets.ended(pod);
    }

    static Map<String, Map<String, Long>> used(List<ObjectNode> pods) {
        Map<String, Map<String, Long>> used = new HashMap<>();
        for (ObjectNode pod : pods) {
            String node = Json.text(pod, "spec", "nodeName");
            if (!node.isEmpty() && !Budgets.ended(pod)) {
                take(used, node, pod);
            }
        }
        return used;
    }

    private static void take(Map<String, Map<String, Long>> used, String node, ObjectNode pod) {
        Map<String, Long> there = used.computeIfAbsent(node, name -> new HashMap<>());
        Quantity.requestedBy(pod).forEach((name, value) -> there.merge(name, value, Long::sum));
    }

    private void place(ObjectNode pod, List<ObjectNode> nodes, Map<String, Map<String, Long>> used) {
        Map<String, Integer> obstacles = new TreeMap<>();
        List<ObjectNode> fitting = nodes.stream()
                .filter(node -> {
                    String why = Placement.obstacle(pod, node, used.getOrDefault(Json.name(node), Map.of()));
                    if (!why.isEmpty()) {
                        obstacles.merge(why, 1, Integer::sum);
                    }
                    return why.isEmpty();
                })
                .sorted(Comparator.comparing(
                        node -> used.getOrDefault(Json.name(node), Map.of()).getOrDefault("pods", 0L)))
                .toList();
        if (fitting.isEmpty()) {
            refuse(pod, nodes.size(), obstacles);
            return;
        }
        String chosen = Json.name(fitting.getFirst());
        view.change("pods", pod, current -> {
            if (waits(current)) {
                Json.child(current, "spec").put("nodeName", chosen);
            }
        });
        view.status("pods", pod, status -> view.condition(status, "PodScheduled", "True", "", ""));
        take(used, chosen, pod);
        String what = Json.namespace(pod) + "/" + Json.name(pod);
        view.event(pod, "Normal", "Scheduled", "Successfully assigned " + what + " to " + chosen);
    }

    private void refuse(ObjectNode pod, int nodes, Map<String, Integer> obstacles) {
        String reasons = obstacles.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        String message = "0/" + nodes + " nodes are available: " + reasons + ".";
        boolean told = Json.objects(pod, "status", "conditions")
                .anyMatch(each -> Json.text(each, "message").equals(message));
        if (!told) {
            view.status(
                    "pods", pod, status -> view.condition(status, "PodScheduled", "False", "Unschedulable", message));
            view.event(pod, "Warning", "FailedScheduling", message);
        }
    }
}
