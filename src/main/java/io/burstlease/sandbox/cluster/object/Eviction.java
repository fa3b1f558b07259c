package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The eviction subresource: a delete that asks the budgets first. */
public final class Eviction {

    private final Registry registry;
    private final Deletion deletion;

    public Eviction(Registry registry, Deletion deletion) {
        this.registry = registry;
        this.deletion = deletion;
    }

    /** Refuses with 429 where a budget forbids it; a pod that is not running needs no budget. */
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
        List<ObjectNode> covering = registry.store().items("poddisruptionbudgets.policy").stream()
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
        Budgets.Reckoning now = Budgets.reckon(budget, registry.store().items("pods"));
        if (now.allowed() <= 0 && Budgets.ready(pod)) {
            throw ApiFailure.disruptionBudget(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    "The disruption budget " + Json.name(budget) + " needs " + now.desired() + " healthy pods and has "
                            + now.healthy() + " currently");
        }
        if (!options.dryRun()) {
            note(budget, now);
        }
    }

    private void note(ObjectNode budget, Budgets.Reckoning before) {
        registry.update(
                registry.kinds().of("poddisruptionbudgets.policy"),
                Json.namespace(budget),
                Json.name(budget),
                "status",
                current -> {
                    Json.child(current, "status").put("disruptionsAllowed", Math.max(0, before.allowed() - 1));
                    return current;
                },
                WriteOptions.component("kube-apiserver"));
    }
}
