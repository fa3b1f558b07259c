package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.DeleteOptions;
import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.object.WriteOptions;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a controller does with the cluster, in its own name. An object that is gone meanwhile is left alone. */
public final class ClusterView {

    private final Registry registry;
    private final Deletion deletion;
    private final PodsByNode pods;
    private final String component;

    public ClusterView(Registry registry, Deletion deletion, String component) {
        this(registry, deletion, new PodsByNode(registry.store()), component);
    }

    private ClusterView(Registry registry, Deletion deletion, PodsByNode pods, String component) {
        this.registry = registry;
        this.deletion = deletion;
        this.pods = pods;
        this.component = component;
    }

    ClusterView as(String other) {
        return new ClusterView(registry, deletion, pods, other);
    }

    Registry registry() {
        return registry;
    }

    Instant now() {
        return registry.clock().instant();
    }

    List<ObjectNode> items(String resource) {
        return registry.store().items(resource);
    }

    @Nullable
    ObjectNode find(String resource, String namespace, String name) {
        return registry.find(registry.kinds().of(resource), namespace, name);
    }

    List<ObjectNode> podsOn(String node) {
        return pods.on(node);
    }

    Optional<ObjectNode> create(String resource, String namespace, ObjectNode object) {
        try {
            Kind kind = registry.kinds().of(resource);
            return Optional.of(registry.create(kind, namespace, object, WriteOptions.component(component)));
        } catch (ApiFailure raced) {
            return Optional.empty();
        }
    }

    /** Changes spec and metadata. */
    void change(String resource, ObjectNode object, Consumer<ObjectNode> change) {
        update(resource, object, "", change);
    }

    /** Changes status; writes nothing where the change changes nothing. */
    void status(String resource, ObjectNode object, Consumer<ObjectNode> change) {
        update(resource, object, "status", current -> change.accept(Json.child(current, "status")));
    }

    void update(String resource, ObjectNode object, String subresource, Consumer<ObjectNode> change) {
        Kind kind = registry.kinds().of(resource);
        String uid = Json.text(object, "metadata", "uid");
        registry.store().atomically(() -> {
            ObjectNode there = registry.find(kind, Json.namespace(object), Json.name(object));
            if (there == null || !Json.text(there, "metadata", "uid").equals(uid)) {
                return false;
            }
            registry.update(
                    kind,
                    Json.namespace(object),
                    Json.name(object),
                    subresource,
                    current -> {
                        change.accept(current);
                        return current;
                    },
                    WriteOptions.component(component));
            return true;
        });
    }

    void delete(String resource, ObjectNode object) {
        delete(
                resource,
                object,
                new DeleteOptions(Json.text(object, "metadata", "uid"), "", OptionalLong.empty(), "Background"));
    }

    void deleteNow(String resource, ObjectNode object) {
        delete(resource, object, DeleteOptions.now(Json.text(object, "metadata", "uid")));
    }

    private void delete(String resource, ObjectNode object, DeleteOptions wish) {
        Kind kind = registry.kinds().of(resource);
        String namespace = Json.namespace(object);
        registry.store()
                .atomically(() -> registry.find(kind, namespace, Json.name(object)) != null
                        && deletion.delete(kind, namespace, Json.name(object), wish, WriteOptions.component(component))
                                .gone());
    }

    /** Tells people what happened to an object, as kubectl describe shows it. */
    void event(ObjectNode about, String type, String reason, String message) {
        String namespace = Json.namespace(about).isEmpty() ? "default" : Json.namespace(about);
        ObjectNode event = Json.of("apiVersion", "v1", "kind", "Event", "type", type, "reason", reason);
        Json.meta(event).put("generateName", Json.name(about) + ".").put("namespace", namespace);
        ObjectNode involved = event.putObject("involvedObject");
        involved.put("kind", Json.text(about, "kind")).put("apiVersion", Json.text(about, "apiVersion"));
        involved.put("name", Json.name(about)).put("uid", Json.text(about, "metadata", "uid"));
        if (!Json.namespace(about).isEmpty()) {
            involved.put("namespace", Json.namespace(about));
        }
        String now = Moments.seconds(now());
        event.put("message", message).put("count", 1).put("firstTimestamp", now).put("lastTimestamp", now);
        event.set("source", Json.of("component", component));
        event.put("reportingComponent", component).put("reportingInstance", "");
        create("events", namespace, event);
    }

    /** Sets a condition; the time of transition moves only when its status does. */
    void condition(ObjectNode status, String type, String value, String reason, String message) {
        String now = Moments.seconds(now());
        ObjectNode condition = Json.objects(status, "conditions")
                .filter(each -> Json.text(each, "type").equals(type))
                .findFirst()
                .orElseGet(() -> {
                    ObjectNode fresh = Json.of("type", type);
                    Json.list(status, "conditions").add(fresh);
                    return fresh;
                });
        if (!Json.text(condition, "status").equals(value)) {
            condition.put("status", value).put("lastTransitionTime", now);
        }
        if (reason.isEmpty()) {
            condition.remove(List.of("reason", "message"));
        } else {
            condition.put("reason", reason).put("message", message);
        }
    }

    static String condition(ObjectNode object, String type) {
        return Json.objects(object, "status", "conditions")
                .filter(each -> Json.text(each, "type").equals(type))
                .map(each -> Json.text(each, "status"))
                .findFirst()
                .orElse("");
    }

    /** The owner reference by which a controller marks what it made. */
    static ObjectNode controllerReference(ObjectNode owner) {
        ObjectNode reference = Json.of(
                "apiVersion",
                Json.text(owner, "apiVersion"),
                "kind",
                Json.text(owner, "kind"),
                "name",
                Json.name(owner));
        reference.put("uid", Json.text(owner, "metadata", "uid"));
        return reference.put("controller", true).put("blockOwnerDeletion", true);
    }

    static boolean controlledBy(ObjectNode object, ObjectNode owner) {
        String uid = Json.text(owner, "metadata", "uid");
        return Json.objects(object, "metadata", "ownerReferences")
                .anyMatch(each ->
                        Json.flag(each, "controller") && Json.text(each, "uid").equals(uid));
    }
}
