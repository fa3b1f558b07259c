package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the status of PodDisruptionBudgets. */
final class Disruption implements Controller {

    private static final String RESOURCE = "poddisruptionbudgets.policy";

    private static final String CONDITION = "DisruptionAllowed";

    private final ClusterView view;
    private final Budgets budgets;

    Disruption(ClusterView view) {
        this.view = view.as("disruption-controller");
        this.budgets = new Budgets(view.registry());
    }

    @Override
    public void reconcile() {
        List<ObjectNode> pods = view.items("pods");
        for (ObjectNode budget : view.items(RESOURCE)) {
            view.status(RESOURCE, budget, status -> {
                switch (budgets.reckon(budget, pods)) {
                    case Budgets.Counted now -> counted(budget, now, status);
                    case Budgets.Failed failed -> failed(failed, status);
                }
            });
        }
    }

    private void counted(ObjectNode budget, Budgets.Counted now, ObjectNode status) {
        status.put("currentHealthy", now.healthy()).put("desiredHealthy", now.desired());
        status.put("expectedPods", now.expected()).put("disruptionsAllowed", now.allowed());
        status.put("observedGeneration", (int) Json.number(budget, "metadata", "generation"));
        boolean enough = now.allowed() > 0;
        view.condition(
                status, CONDITION, enough ? "True" : "False", enough ? "SufficientPods" : "InsufficientPods", "");
    }

    /** Leaves the generation unobserved, so that a budget that could never be reckoned lets nothing go. */
    private void failed(Budgets.Failed failed, ObjectNode status) {
        status.put("disruptionsAllowed", 0);
        view.condition(status, CONDITION, "False", "SyncFailed", failed.why());
    }
}
