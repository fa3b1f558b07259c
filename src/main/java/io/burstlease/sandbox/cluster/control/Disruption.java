package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the status of PodDisruptionBudgets. */
final class Disruption implements Controller {

    private static final String RESOURCE = "poddisruptionbudgets.policy";

    private final ClusterView view;

    Disruption(ClusterView view) {
        this.view = view.as("disruption-controller");
    }

    @Override
    public void reconcile() {
        List<ObjectNode> pods = view.items("pods");
        for (ObjectNode budget : view.items(RESOURCE)) {
            Budgets.Reckoning now = Budgets.reckon(budget, pods);
            view.status(RESOURCE, budget, status -> {
                status.put("currentHealthy", now.healthy()).put("desiredHealthy", now.desired());
                status.put("expectedPods", now.expected()).put("disruptionsAllowed", now.allowed());
                status.put("observedGeneration", (int) Json.number(budget, "metadata", "generation"));
                boolean enough = now.allowed() > 0;
                view.condition(
                        status,
                        "DisruptionAllowed",
                        enough ? "True" : "False",
                        enough ? "SufficientPods" : "InsufficientPods",
                        "");
            });
        }
    }
}
