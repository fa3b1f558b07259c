package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many pods of each ReplicaSet as it asks for. */
final class ReplicaSets implements Controller {

    static final String RESOURCE = "replicasets.apps";

    private final ClusterView view;

    ReplicaSets(ClusterView view) {
        this.view = view.as("replicaset-controller");
    }

    @Override
    public void reconcile() {
        List<ObjectNode> sets = view.items(RESOURCE);
        if (sets.isEmpty()) {
            return;
        }
        List<ObjectNode> pods = view.items("pods");
        for (ObjectNode set : sets) {
            if (!Json.deleting(set)) {
                List<ObjectNode> mine = pods.stream()
                        .filter(pod -> ClusterView.controlledBy(pod, set))
                        .filter(pod -> !Json.deleting(pod) && !Budgets.ended(pod))
                        .toList();
                level(set, mine);
                report(set, mine);
            }
        }
    }

    private void level(ObjectNode set, List<ObjectNode> mine) {
        long wanted = Json.number(set, "spec", "replicas");
        for (long i = mine.size(); i < wanted; i++) {
            ObjectNode pod = Json.child(set.deepCopy(), "spec", "template");
            Json.meta(pod).put("generateName", Json.name(set) + "-");
            Json.meta(pod).putArray("ownerReferences").add(ClusterView.controllerReference(set));
            view.create("pods", Json.namespace(set), pod);
        }
        mine.stream()
                .sorted(Comparator.comparing(Budgets::ready)
                        .thenComparing(pod -> Json.text(pod, "metadata", "creationTimestamp")))
                .limit(Math.max(0, mine.size() - wanted))
                .forEach(pod -> view.delete("pods", pod));
    }

    private void report(ObjectNode set, List<ObjectNode> mine) {
        int ready = (int) mine.stream().filter(Budgets::ready).count();
        view.status(RESOURCE, set, status -> {
            status.put("replicas", mine.size()).put("fullyLabeledReplicas", mine.size());
            status.put("readyReplicas", ready).put("availableReplicas", ready);
            status.put("observedGeneration", (int) Json.number(set, "metadata", "generation"));
        });
    }
}
