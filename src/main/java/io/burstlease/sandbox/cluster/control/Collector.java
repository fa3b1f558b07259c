package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Garbage: dependents of owners that are gone, pods of nodes that are gone, contents of ended namespaces, old events.
 */
final class Collector implements Controller {

    private static final Duration ORPHANED_POD = Duration.ofSeconds(10);
    private static final Duration EVENT_LIFE = Duration.ofHours(1);

    private final ClusterView view;

    Collector(ClusterView view) {
        this.view = view.as("garbage-collector");
    }

    @Override
    public void reconcile() {
        Set<String> uids = new HashSet<>();
        for (Kind kind : view.registry().kinds().all()) {
            view.items(kind.resource()).forEach(each -> uids.add(Json.text(each, "metadata", "uid")));
        }
        for (Kind kind : view.registry().kinds().all()) {
            for (ObjectNode object : view.items(kind.resource())) {
                orphan(kind, object, uids);
                release(kind, object);
            }
        }
        namespaces();
        pods();
        events();
    }

    private void orphan(Kind kind, ObjectNode object, Set<String> uids) {
        List<String> owners = Json.objects(object, "metadata", "ownerReferences")
                .map(each -> Json.text(each, "uid"))
                .toList();
        if (!owners.isEmpty() && owners.stream().noneMatch(uids::contains) && !Json.deleting(object)) {
            view.delete(kind.resource(), object);
        }
    }

    /** Lets an owner go whose dependents are gone (foreground) or set free (orphan). */
    private void release(Kind kind, ObjectNode object) {
        List<String> finalizers = Json.texts(object, "metadata", "finalizers");
        if (!Json.deleting(object)) {
            return;
        }
        if (finalizers.contains("orphan")) {
            dependents(object)
                    .forEach(each -> view.change(each.resource(), each.object(), free -> {
                        ArrayNode kept = Json.array();
                        Json.objects(free, "metadata", "ownerReferences")
                                .filter(owner -> !Json.text(owner, "uid").equals(Json.text(object, "metadata", "uid")))
                                .forEach(kept::add);
                        Json.meta(free).set("ownerReferences", kept);
                    }));
            unhold(kind, object, "orphan");
        } else if (finalizers.contains("foregroundDeletion")) {
            List<Dependent> left = dependents(object);
            left.stream()
                    .filter(each -> !Json.deleting(each.object()))
                    .forEach(each -> view.delete(each.resource(), each.object()));
            if (left.isEmpty()) {
                unhold(kind, object, "foregroundDeletion");
            }
        }
    }

    private record Dependent(String resource, ObjectNode object) {}

    private List<Dependent> dependents(ObjectNode owner) {
        String uid = Json.text(owner, "metadata", "uid");
        return view.registry().kinds().all().stream()
                .flatMap(kind -> view.items(kind.resource()).stream()
                        .filter(each -> Json.objects(each, "metadata", "ownerReferences")
                                .anyMatch(
                                        reference -> Json.text(reference, "uid").equals(uid)))
                        .map(each -> new Dependent(kind.resource(), each)))
                .toList();
    }

    private void unhold(Kind kind, ObjectNode object, String finalizer) {
        view.change(kind.resource(), object, current -> {
            ArrayNode kept = Json.array();
            Json.texts(current, "metadata", "finalizers").stream()
                    .filter(each -> !each.equals(finalizer))
                    .forEach(kept::add);
            Json.meta(current).set("finalizers", kept);
        });
    }

    private void namespaces() {
        for (ObjectNode namespace : view.items("namespaces")) {
            String name = Json.name(namespace);
            if (!Json.deleting(namespace)) {
                furnish(name);
                continue;
            }
            boolean empty = true;
            for (Kind kind : view.registry().kinds().all()) {
                if (!kind.namespaced()) {
                    continue;
                }
                for (ObjectNode object :
                        view.registry().store().list(kind.resource(), name).items()) {
                    empty = false;
                    if (!Json.deleting(object)) {
                        view.delete(kind.resource(), object);
                    }
                }
            }
            if (empty) {
                view.update(
                        "namespaces",
                        namespace,
                        "finalize",
                        current -> Json.child(current, "spec").set("finalizers", Json.array()));
            }
        }
    }

    /** Every namespace has a default service account. */
    private void furnish(String namespace) {
        if (view.find("serviceaccounts", namespace, "default") == null) {
            ObjectNode account = Json.object();
            Json.meta(account).put("name", "default");
            view.create("serviceaccounts", namespace, account);
        }
    }

    private void pods() {
        Set<String> nodes = view.items("nodes").stream().map(Json::name).collect(Collectors.toSet());
        for (ObjectNode pod : view.items("pods")) {
            String node = Json.text(pod, "spec", "nodeName");
            String since = Json.text(pod, "metadata", "creationTimestamp");
            boolean old = Moments.reached(since, view.now().minus(ORPHANED_POD));
            boolean ofSet = Json.objects(pod, "metadata", "ownerReferences")
                    .anyMatch(each -> Json.text(each, "kind").equals("DaemonSet"));
            if (!node.isEmpty() && !nodes.contains(node) && (old || ofSet)) {
                view.deleteNow("pods", pod);
            }
        }
    }

    private void events() {
        for (ObjectNode event : view.items("events")) {
            if (Moments.reached(Json.text(event, "lastTimestamp"), view.now().minus(EVENT_LIFE))) {
                view.delete("events", event);
            }
        }
    }
}
