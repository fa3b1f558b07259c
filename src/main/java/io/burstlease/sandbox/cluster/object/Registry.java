package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.patch.ManagedFields;
import io.burstlease.sandbox.cluster.patch.ManagedFields.Writer;
import io.burstlease.sandbox.cluster.patch.ServerSideApply;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Kinds;
import io.burstlease.sandbox.cluster.store.Moments;
import io.burstlease.sandbox.cluster.store.ObjectKey;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and applies objects as the server would; {@link Deletion} takes them away. */
public final class Registry {

    /** Kinds that are replaced only by who says which revision was read; all others take an unconditional update. */
    private static final Set<String> ONLY_UNDER_A_REVISION =
            Set.of("leases.coordination.k8s.io", "poddisruptionbudgets.policy", "csinodes.storage.k8s.io");

    private final ObjectStore store;
    private final Kinds kinds;
    private final Clock clock;

    public Registry(ObjectStore store, Kinds kinds, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
    }

    public ObjectStore store() {
        return store;
    }

    public Kinds kinds() {
        return kinds;
    }

    public Clock clock() {
        return clock;
    }

    public ObjectNode get(Kind kind, String namespace, String name) {
        ObjectNode found = store.find(kind.key(namespace, name));
        if (found == null) {
            throw ApiFailure.notFound(kind, name);
        }
        return found;
    }

    public ObjectNode create(Kind kind, String namespace, ObjectNode body, WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode fresh = prepared(kind, namespace, body, options);
            ManagedFields.noteUpdate(Json.object(), fresh, writer(kind, "", options, "Update"));
            return file(kind, namespace, fresh, options);
        });
    }

    private ObjectNode prepared(Kind kind, String namespace, ObjectNode body, WriteOptions options) {
        ObjectNode fresh = body.deepCopy();
        ObjectNode meta = Json.meta(fresh);
        name(kind, namespace, meta);
        NamespaceGate.check(this, kind, namespace, Json.name(fresh));
        if (store.find(kind.key(namespace, Json.name(fresh))) != null) {
            throw ApiFailure.alreadyExists(kind, Json.name(fresh));
        }
        if (!Json.text(meta, "resourceVersion").isEmpty()) {
            throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
        }
        fresh.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        meta.remove("managedFields");
        meta.remove("deletionTimestamp");
        meta.put("uid", Names.uid()).put("creationTimestamp", Moments.seconds(clock.instant()));
        if (kind.counted()) {
            meta.put("generation", 1);
        }
        Isolation.onCreate(kind, fresh, options.by());
        NodeRestriction.check(options.by(), kind, "", null, fresh);
        Defaults.fillNew(kind, fresh);
        Defaults.fill(kind, fresh);
        NamespaceGate.serviceAccount(this, kind, fresh);
        Validation.check(kind, fresh, null);
        return fresh;
    }

    private static void name(Kind kind, String namespace, ObjectNode meta) {
        String generate = Json.text(meta, "generateName");
        if (Json.text(meta, "name").isEmpty() && !generate.isEmpty()) {
            meta.put("name", generate + Names.suffix());
        }
        if (Json.text(meta, "name").isEmpty()) {
            throw ApiFailure.invalid(
                    kind,
                    "",
                    List.of(new ApiFailure.Cause(
                            "FieldValueRequired",
                            "Required value: name or generateName is required",
                            "metadata.name")));
        }
        if (kind.namespaced()) {
            String own = Json.text(meta, "namespace");
            if (!own.isEmpty() && !own.equals(namespace)) {
                throw ApiFailure.badRequest(
                        "the namespace of the provided object does not match the namespace sent on" + " the request");
            }
            meta.put("namespace", namespace);
        } else {
            meta.remove("namespace");
        }
    }

    private ObjectNode file(Kind kind, String namespace, ObjectNode object, WriteOptions options) {
        return options.dryRun() ? object : store.put(kind.key(namespace, Json.name(object)), object);
    }

    /** Changes what is there; the change is given the current object and returns the wanted one. */
    public ObjectNode update(
            Kind kind,
            String namespace,
            String name,
            String subresource,
            UnaryOperator<ObjectNode> change,
            WriteOptions options) {
        return store.atomically(() -> {
            ObjectNode current = get(kind, namespace, name);
            ObjectNode incoming = change.apply(current.deepCopy());
            ObjectNode wanted = admitted(kind, subresource, current, incoming, options);
            ManagedFields.noteUpdate(current, wanted, writer(kind, subresource, options, "Update"));
            return commit(kind, namespace, current, wanted, options);
        });
    }

    /** Server-side apply; makes the object where there is none. */
    public ObjectNode apply(
            Kind kind,
            String namespace,
            String name,
            String subresource,
            ObjectNode config,
            boolean force,
            WriteOptions options) {
        return store.atomically(() -> {
            if (Json.at(config, "metadata", "managedFields").isArray()) {
                throw ApiFailure.badRequest("metadata.managedFields must be nil");
            }
            ObjectNode clean = config.deepCopy();
            if (kind.status() && !subresource.equals("status")) {
                clean.remove("status");
            }
            Writer writer = writer(kind, subresource, options, "Apply");
            ObjectNode current = store.find(kind.key(namespace, name));
            if (current == null) {
                return applyNew(kind, namespace, name, clean, writer, options);
            }
            ObjectNode applied = ServerSideApply.apply(current, clean, writer, force);
            ObjectNode wanted = admitted(kind, subresource, current, applied, options);
            Isolation.copy(Json.meta(applied), Json.meta(wanted), "managedFields");
            return commit(kind, namespace, current, wanted, options);
        });
    }

    private ObjectNode applyNew(
            Kind kind, String namespace, String name, ObjectNode config, Writer writer, WriteOptions options) {
        Json.meta(config).put("name", name);
        ObjectNode fresh = prepared(kind, namespace, config, options);
        ObjectNode owned = ServerSideApply.apply(Json.object(), config, writer, true);
        Isolation.copy(Json.meta(owned), Json.meta(fresh), "managedFields");
        return file(kind, namespace, fresh, options);
    }

    private ObjectNode admitted(
            Kind kind, String subresource, ObjectNode current, ObjectNode incoming, WriteOptions options) {
        preconditions(kind, current, incoming);
        ObjectNode wanted = Isolation.onUpdate(kind, subresource, current, incoming);
        NodeRestriction.check(options.by(), kind, subresource, current, wanted);
        if (subresource.isEmpty()) {
            Defaults.fill(kind, wanted);
        }
        Validation.check(kind, wanted, current);
        if (kind.counted() && !specs(current).equals(specs(wanted))) {
            Json.meta(wanted).put("generation", (int) Json.number(current, "metadata", "generation") + 1);
        }
        return wanted;
    }

    private static void preconditions(Kind kind, ObjectNode current, ObjectNode incoming) {
        String name = Json.name(current);
        if (!Json.name(incoming).equals(name)) {
            throw ApiFailure.badRequest("the name of the object (" + Json.name(incoming)
                    + ") does not match the name on the URL (" + name + ")");
        }
        String uid = Json.text(incoming, "metadata", "uid");
        String has = Json.text(current, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(has)) {
            throw ApiFailure.conflict(
                    kind, name, "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + has);
        }
        String version = Json.text(incoming, "metadata", "resourceVersion");
        if (version.isEmpty() && ONLY_UNDER_A_REVISION.contains(kind.resource())) {
            throw ApiFailure.invalid(
                    kind,
                    name,
                    List.of(new ApiFailure.Cause(
                            "FieldValueInvalid",
                            "Invalid value: 0x0: must be specified for an update",
                            "metadata.resourceVersion")));
        }
        if (!version.isEmpty() && !version.equals(Json.text(current, "metadata", "resourceVersion"))) {
            throw ApiFailure.conflict(
                    kind,
                    name,
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    private static ObjectNode specs(ObjectNode object) {
        return object.deepCopy().without("metadata").without("status");
    }

    private ObjectNode commit(
            Kind kind, String namespace, ObjectNode current, ObjectNode wanted, WriteOptions options) {
        Isolation.copy(Json.meta(current), Json.meta(wanted), "resourceVersion");
        if (current.equals(wanted)) {
            return current;
        }
        ObjectKey key = kind.key(namespace, Json.name(current));
        ObjectNode filed = options.dryRun() ? wanted : store.put(key, wanted);
        if (!options.dryRun() && Deletion.finished(kind, wanted)) {
            store.remove(key);
        }
        return filed;
    }

    private Writer writer(Kind kind, String subresource, WriteOptions options, String operation) {
        return new Writer(
                options.manager(), operation, kind.apiVersion(), subresource, Moments.seconds(clock.instant()));
    }

    /** The object if it is there. */
    public @Nullable ObjectNode find(Kind kind, String namespace, String name) {
        return store.find(kind.key(namespace, name));
    }
}
