package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which part of an object a write to the resource, or to one of its subresources, can reach. */
final class Isolation {

    private static final List<String> SERVER_OWNED = List.of(
            "uid",
            "creationTimestamp",
            "generation",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields");
    private static final Set<String> STATUS_ON_CREATE = Set.of("nodes", "persistentvolumes");
    private static final String REQUESTS = "certificatesigningrequests.certificates.k8s.io";

    private Isolation() {}

    static void onCreate(Kind kind, ObjectNode object, Identity by) {
        if (kind.status() && !STATUS_ON_CREATE.contains(kind.resource())) {
            object.putObject("status");
        }
        if (kind.is(REQUESTS)) {
            ObjectNode spec = Json.child(object, "spec");
            spec.put("username", by.user()).set("groups", Json.array(by.groups()));
        }
    }

    /** The current object with what this write may change taken from the incoming one. */
    static ObjectNode onUpdate(Kind kind, String subresource, ObjectNode current, ObjectNode incoming) {
        ObjectNode result = switch (subresource) {
            case "" -> main(kind, current, incoming);
            case "status" -> status(kind, current, incoming);
            case "approval" -> approval(current, incoming);
            default -> finalizers(current, incoming);
        };
        ObjectNode meta = Json.meta(result);
        ObjectNode was = Json.meta(current);
        for (String field : SERVER_OWNED) {
            copy(was, meta, field);
        }
        meta.put("name", Json.name(current));
        if (kind.namespaced()) {
            meta.put("namespace", Json.namespace(current));
        }
        return result;
    }

    private static ObjectNode main(Kind kind, ObjectNode current, ObjectNode incoming) {
        ObjectNode result = incoming.deepCopy();
        if (kind.status()) {
            copy(current, result, "status");
        }
        if (kind.is(REQUESTS)) {
            copy(current, result, "spec");
        }
        return result;
    }

    private static ObjectNode status(Kind kind, ObjectNode current, ObjectNode incoming) {
        ObjectNode result = current.deepCopy();
        result.set("metadata", Json.meta(incoming).deepCopy());
        ObjectNode status = Json.child(incoming, "status").deepCopy();
        if (kind.is(REQUESTS)) {
            ArrayNode conditions = Json.array();
            decisions(current, true).forEach(conditions::add);
            decisions(incoming, false).forEach(conditions::add);
            status.set("conditions", conditions);
        }
        result.set("status", status);
        return result;
    }

    /** Only the approval subresource may say Approved or Denied. */
    private static List<ObjectNode> decisions(ObjectNode request, boolean decided) {
        return Json.objects(request, "status", "conditions")
                .filter(each -> decided == Set.of("Approved", "Denied").contains(Json.text(each, "type")))
                .toList();
    }

    private static ObjectNode approval(ObjectNode current, ObjectNode incoming) {
        ObjectNode result = current.deepCopy();
        result.set("metadata", Json.meta(incoming).deepCopy());
        copy(Json.child(incoming.deepCopy(), "status"), Json.child(result, "status"), "conditions");
        return result;
    }

    private static ObjectNode finalizers(ObjectNode current, ObjectNode incoming) {
        ObjectNode result = current.deepCopy();
        copy(Json.child(incoming.deepCopy(), "spec"), Json.child(result, "spec"), "finalizers");
        return result;
    }

    static void copy(ObjectNode from, ObjectNode to, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            to.remove(field);
        } else {
            to.set(field, value);
        }
    }
}
