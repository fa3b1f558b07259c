package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The eviction subresource: a delete that asks the budgets first. */
public final class Eviction {

    private static final String BUDGETS = "poddisruptionbudgets.policy";
    /** How soon to ask again about a budget that the controller has not looked at since it was written. */
    private static final int PROCESSING_SECONDS = 10;

    private final Registry registry;
    private final Deletion deletion;

    public Eviction(Registry registry, Deletion deletion) {
        this.registry = registry;
        this.deletion = deletion;
    }

    /** Refuses with 429 where a budget's status forbids it; a pod that is not running needs no budget. */
    public void evict(String namespace, String name, ObjectNode eviction, WriteOptions options) {
        Kind pods = registry.kinds().of("pods");
        DeleteOptions wish = DeleteOptions.of(eviction.path("deleteOptions"), "", "");
        registry.store().atomically(() -> {
            ObjectNode pod = registry.get(pods, namespace, name);
            boolean free =
                    Budgets.ended(pod) || Json.text(pod, "status", "phase").equals("Pending") || Json.deleting(pod);
            if (!free) {
                ask(pod, options);
            }
            return deletion.delete(pods, namespace, name, wish, options);
        });
    }

    private void ask(ObjectNode pod, WriteOptions options) {
        List<ObjectNode> covering = registry.store().items(BUDGETS).stream()
                .filter(budget -> Budgets.covers(budget, pod))
                .toList();
        if (covering.size() > 1) {
            throw ApiFailure.internal("This pod has more than one PodDisruptionBudget, which the eviction subresource"
                    + " does not support.");
        }
        if (covering.isEmpty()) {
            return;
        }
        ObjectNode budget = covering.getFirst();
        JsonNode status = budget.path("status");
        if (!Budgets.ready(pod) && unreadyMayGo(budget)) {
            return;
        }
        if (Json.number(status, "observedGeneration") < Json.number(budget, "metadata", "generation")) {
            throw ApiFailure.disruptionBudget(
                    "The disruption budget " + Json.name(budget) + " is still being processed by the server.",
                    PROCESSING_SECONDS);
        }
        int allowed = (int) Json.number(status, "disruptionsAllowed");
        if (allowed <= 0) {
            throw ApiFailure.disruptionBudget(refusal(budget, status), 0);
        }
        if (!options.dryRun()) {
            note(budget, allowed - 1);
        }
    }

    /** An unready pod guards nothing, but it may heal: by default it goes only where enough others are healthy. */
    private static boolean unreadyMayGo(ObjectNode budget) {
        if (Json.text(budget, "spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow")) {
            return true;
        }
        long desired = Json.number(budget, "status", "desiredHealthy");
        return desired > 0 && Json.number(budget, "status", "currentHealthy") >= desired;
    }

    private static String refusal(ObjectNode budget, JsonNode status) {
        String name = "The disruption budget " + Json.name(budget);
        return Json.objects(status, "conditions")
                .filter(each -> Json.text(each, "reason").equals("SyncFailed"))
                .map(each -> name + " does not allow evicting pods currently because it failed sync: "
                        + Json.text(each, "message"))
                .findFirst()
                .orElseGet(() -> name + " needs " + Json.number(status, "desiredHealthy") + " healthy pods and has "
                        + Json.number(status, "currentHealthy") + " currently");
    }

    private void note(ObjectNode budget, int left) {
        registry.update(
                registry.kinds().of(BUDGETS),
                Json.namespace(budget),
                Json.name(budget),
                "status",
                current -> {
                    Json.child(current, "status").put("disruptionsAllowed", left);
                    return current;
                },
                WriteOptions.component("kube-apiserver"));
    }
}
