package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Moments;
import io.burstlease.sandbox.cluster.store.ObjectKey;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Takes objects away: preconditions, finalizers, grace of pods, propagation to dependents. */
public final class Deletion {

    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final Registry registry;

    public Deletion(Registry registry) {
        this.registry = registry;
    }

    /** @param gone whether the object is away, or only on its way */
    public record Outcome(ObjectNode object, boolean gone) {}

    public Outcome delete(Kind kind, String namespace, String name, DeleteOptions wish, WriteOptions options) {
        return registry.store().atomically(() -> {
            ObjectNode current = registry.get(kind, namespace, name);
            preconditions(kind, current, wish);
            ObjectNode marked = marked(kind, current, wish);
            boolean gone = finished(kind, marked);
            ObjectKey key = kind.key(namespace, name);
            if (!options.dryRun()) {
                if (!marked.equals(current) && !gone) {
                    marked = registry.store().put(key, marked);
                }
                if (gone) {
                    registry.store().remove(key);
                }
            }
            return new Outcome(marked, gone);
        });
    }

    private static void preconditions(Kind kind, ObjectNode current, DeleteOptions wish) {
        String uid = Json.text(current, "metadata", "uid");
        String version = Json.text(current, "metadata", "resourceVersion");
        if (!wish.uid().isEmpty() && !wish.uid().equals(uid)) {
            throw ApiFailure.conflict(
                    kind,
                    Json.name(current),
                    "Precondition failed: UID in precondition: " + wish.uid() + ", UID in object meta: " + uid);
        }
        if (!wish.resourceVersion().isEmpty() && !wish.resourceVersion().equals(version)) {
            throw ApiFailure.conflict(
                    kind,
                    Json.name(current),
                    "Precondition failed: ResourceVersion in precondition: " + wish.resourceVersion()
                            + ", ResourceVersion in object meta: " + version);
        }
    }

    private ObjectNode marked(Kind kind, ObjectNode current, DeleteOptions wish) {
        ObjectNode marked = current.deepCopy();
        ObjectNode meta = Json.meta(marked);
        switch (wish.propagation()) {
            case "Foreground" -> finalizer(meta, FOREGROUND);
            case "Orphan" -> finalizer(meta, ORPHAN);
            default -> {}
        }
        long grace = grace(kind, current, wish);
        boolean first = !Json.deleting(current);
        if (first || grace < Json.number(meta, "deletionGracePeriodSeconds")) {
            meta.put("deletionGracePeriodSeconds", (int) grace);
            meta.put(
                    "deletionTimestamp",
                    Moments.seconds(registry.clock().instant().plus(Duration.ofSeconds(grace))));
        }
        if (kind.is("namespaces")) {
            Json.child(marked, "status").put("phase", "Terminating");
        }
        return marked;
    }

    private static void finalizer(ObjectNode meta, String name) {
        if (!Json.texts(meta, "finalizers").contains(name)) {
            Json.list(meta, "finalizers").add(name);
        }
    }

    private static long grace(Kind kind, ObjectNode current, DeleteOptions wish) {
        if (!kind.is("pods") || Json.text(current, "spec", "nodeName").isEmpty() || ended(current)) {
            return 0;
        }
        return wish.graceSeconds().orElse(Json.number(current, "spec", "terminationGracePeriodSeconds"));
    }

    private static boolean ended(ObjectNode pod) {
        String phase = Json.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether nothing holds the object any longer: marked, no finalizer left, no grace, no content. */
    static boolean finished(Kind kind, ObjectNode object) {
        boolean held = kind.is("namespaces")
                && !Json.texts(object, "spec", "finalizers").isEmpty();
        return Json.deleting(object)
                && Json.texts(object, "metadata", "finalizers").isEmpty()
                && Json.number(object, "metadata", "deletionGracePeriodSeconds") == 0
                && !held;
    }
}
