package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Names;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One ReplicaSet for each template of a Deployment; the old ones go once the newest is ready. */
final class Deployments implements Controller {

    private static final String RESOURCE = "deployments.apps";
    private static final String HASH = "pod-template-hash";

    private final ClusterView view;

    Deployments(ClusterView view) {
        this.view = view.as("deployment-controller");
    }

    @Override
    public void reconcile() {
        for (ObjectNode deployment : view.items(RESOURCE)) {
            if (!Json.deleting(deployment)) {
                roll(deployment);
            }
        }
    }

    private void roll(ObjectNode deployment) {
        int wanted = (int) Json.number(deployment, "spec", "replicas");
        String hash = Names.hash(Json.at(deployment, "spec", "template").toString());
        String name = Json.name(deployment) + "-" + hash;
        ObjectNode newest = view.find(ReplicaSets.RESOURCE, Json.namespace(deployment), name);
        if (newest == null) {
            view.create(ReplicaSets.RESOURCE, Json.namespace(deployment), replicaSet(deployment, name, hash, wanted));
            return;
        }
        scale(newest, wanted);
        List<ObjectNode> old = view.items(ReplicaSets.RESOURCE).stream()
                .filter(set -> ClusterView.controlledBy(set, deployment)
                        && !Json.name(set).equals(name))
                .toList();
        int ready = (int) Json.number(newest, "status", "readyReplicas");
        if (ready >= wanted) {
            old.forEach(set -> scale(set, 0));
        }
        int left = (int) old.stream()
                .mapToLong(set -> Json.number(set, "status", "replicas"))
                .sum();
        report(deployment, wanted, (int) Json.number(newest, "status", "replicas"), ready, left);
    }

    private void scale(ObjectNode set, int replicas) {
        if (Json.number(set, "spec", "replicas") != replicas) {
            view.change(
                    ReplicaSets.RESOURCE,
                    set,
                    current -> Json.child(current, "spec").put("replicas", replicas));
        }
    }

    private static ObjectNode replicaSet(ObjectNode deployment, String name, String hash, int replicas) {
        ObjectNode set = Json.object();
        ObjectNode meta = Json.meta(set).put("name", name);
        meta.putArray("ownerReferences").add(ClusterView.controllerReference(deployment));
        ObjectNode spec = set.putObject("spec").put("replicas", replicas);
        spec.set("template", Json.at(deployment, "spec", "template").deepCopy());
        spec.set("selector", Json.at(deployment, "spec", "selector").deepCopy());
        Json.child(spec, "selector", "matchLabels").put(HASH, hash);
        ObjectNode labels = Json.child(spec, "template", "metadata", "labels").put(HASH, hash);
        meta.set("labels", labels.deepCopy());
        return set;
    }

    private void report(ObjectNode deployment, int wanted, int updated, int ready, int old) {
        view.status(RESOURCE, deployment, status -> {
            status.put("replicas", updated + old).put("updatedReplicas", updated);
            status.put("readyReplicas", ready).put("availableReplicas", ready);
            status.put("unavailableReplicas", Math.max(0, wanted - ready));
            status.put("observedGeneration", (int) Json.number(deployment, "metadata", "generation"));
            boolean enough = ready >= wanted;
            view.condition(
                    status,
                    "Available",
                    enough ? "True" : "False",
                    enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    "");
            view.condition(
                    status,
                    "Progressing",
                    "True",
                    enough ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                    "ReplicaSet has successfully progressed.");
        });
    }
}
