package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Kinds;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of the OpenAPI documents as kubectl reads before it applies, diffs or explains: the parameters of a patch,
 * and a loose schema for each kind.
 */
final class OpenApi {

    private static final String ROOT = "/openapi/v3";
    private final Kinds kinds;

    OpenApi(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The answer to a path below {@code /openapi/v3}, empty where there is none. */
    Optional<ObjectNode> answer(String path) {
        if (path.equals(ROOT)) {
            return Optional.of(index());
        }
        return path.startsWith(ROOT + "/") ? document(path.substring(ROOT.length() + 1)) : Optional.empty();
    }

    private static String root(Kind kind) {
        return (kind.group().isEmpty() ? "api/" : "apis/") + kind.apiVersion();
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (Kind kind : kinds.all()) {
            String path = root(kind);
            paths.set(path, Json.of("serverRelativeURL", ROOT + "/" + path + "?hash=sandbox"));
        }
        return index;
    }

    private Optional<ObjectNode> document(String root) {
        List<Kind> described =
                kinds.all().stream().filter(kind -> root(kind).equals(root)).toList();
        if (described.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode document = Json.of("openapi", "3.0.0");
        document.set("info", Json.of("title", "Kubernetes (sandbox)", "version", "v1.32.4"));
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = Json.child(document, "components", "schemas");
        for (Kind kind : described) {
            String scope = kind.namespaced() ? "/namespaces/{namespace}/" : "/";
            paths.set("/" + root(kind) + scope + kind.plural() + "/{name}", operations(kind));
            schemas.set(schemaName(kind), schema(kind));
        }
        return Optional.of(document);
    }

    private static String schemaName(Kind kind) {
        String group = kind.group().isEmpty() ? "core" : kind.group().split("\\.", 2)[0];
        return "io.k8s.api." + group + "." + kind.version() + "." + kind.name();
    }

    private static ObjectNode groupVersionKind(Kind kind) {
        return Json.of("group", kind.group(), "kind", kind.name(), "version", kind.version());
    }

    private static ObjectNode operations(Kind kind) {
        ObjectNode item = Json.object();
        ObjectNode patch = item.putObject("patch");
        patch.put("operationId", "patch" + kind.name());
        var parameters = patch.putArray("parameters");
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
            ObjectNode parameter = Json.of("name", name, "in", "query");
            parameter.set("schema", Json.of("type", name.equals("force") ? "boolean" : "string"));
            parameters.add(parameter);
        }
        Json.child(patch, "responses", "200").put("description", "OK");
        patch.put("x-kubernetes-action", "patch");
        patch.set("x-kubernetes-group-version-kind", groupVersionKind(kind));
        return item;
    }

    private static ObjectNode schema(Kind kind) {
        ObjectNode schema = Json.of("type", "object", "description", kind.name() + " as the sandbox keeps it.");
        ObjectNode properties = schema.putObject("properties");
        properties.set("apiVersion", Json.of("type", "string", "description", "Version of this representation."));
        properties.set("kind", Json.of("type", "string", "description", "The kind of the object."));
        for (String part : List.of("metadata", "spec", "status", "data")) {
            ObjectNode loose = Json.of("type", "object", "description", "The " + part + " of the object.");
            properties.set(part, loose.put("x-kubernetes-preserve-unknown-fields", true));
        }
        schema.put("x-kubernetes-preserve-unknown-fields", true);
        schema.putArray("x-kubernetes-group-version-kind").add(groupVersionKind(kind));
        return schema;
    }
}
