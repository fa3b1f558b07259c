package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says of itself: version, groups and resources. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final Set<String> REVIEWS = Set.of("authorization.k8s.io", "authentication.k8s.io");
    private static final Map<String, String> SUBRESOURCE_KINDS =
            Map.of("eviction", "Eviction", "binding", "Binding", "token", "TokenRequest");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The answer to a discovery path, empty where the path is none. */
    Optional<ObjectNode> answer(String path, String endpoint) {
        String clean = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        return switch (clean) {
            case "/version" -> Optional.of(version());
            case "/api" -> Optional.of(versions(endpoint));
            case "/apis" -> Optional.of(groups());
            case "/api/v1" -> Optional.of(resources("v1"));
            default -> clean.startsWith("/apis/") ? ofGroup(clean.substring("/apis/".length())) : Optional.empty();
        };
    }

    private Optional<ObjectNode> ofGroup(String rest) {
        if (kinds.groupVersions().contains(rest)) {
            return Optional.of(resources(rest));
        }
        return kinds.groupVersions().stream()
                .filter(each -> each.startsWith(rest + "/"))
                .findFirst()
                .map(each -> group(each).put("kind", "APIGroup").put("apiVersion", "v1"));
    }

    private static ObjectNode version() {
        ObjectNode version = Json.of("major", "1", "minor", "32", "gitVersion", "v1.32.4", "gitCommit", "sandbox");
        version.put("gitTreeState", "clean").put("buildDate", "2025-04-22T00:00:00Z");
        return version.put("goVersion", "none").put("compiler", "none").put("platform", "linux/amd64");
    }

    private static ObjectNode versions(String endpoint) {
        ObjectNode versions = Json.of("kind", "APIVersions");
        versions.set("versions", Json.array("v1"));
        versions.putArray("serverAddressByClientCIDRs")
                .add(Json.of("clientCIDR", "0.0.0.0/0", "serverAddress", endpoint));
        return versions;
    }

    private ObjectNode groups() {
        ObjectNode list = Json.of("kind", "APIGroupList", "apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        kinds.groupVersions().forEach(each -> groups.add(group(each)));
        return list;
    }

    private static ObjectNode group(String groupVersion) {
        String[] parts = groupVersion.split("/", 2);
        ObjectNode group = Json.of("name", parts[0]);
        group.putArray("versions").add(Json.of("groupVersion", groupVersion, "version", parts[1]));
        group.set("preferredVersion", Json.of("groupVersion", groupVersion, "version", parts[1]));
        return group;
    }

    private ObjectNode resources(String groupVersion) {
        ObjectNode list = Json.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", groupVersion);
        ArrayNode resources = list.putArray("resources");
        for (Kind kind : kinds.all()) {
            if (!kind.apiVersion().equals(groupVersion)) {
                continue;
            }
            ObjectNode entry = entry(kind, kind.plural(), kind.name());
            entry.set("verbs", Json.array(REVIEWS.contains(kind.group()) ? List.of("create") : VERBS));
            if (!kind.shortNames().isEmpty()) {
                entry.set("shortNames", Json.array(kind.shortNames()));
            }
            resources.add(entry.put("singularName", kind.singular()));
            kind.subresources().forEach(sub -> resources.add(subresource(kind, sub)));
        }
        return list;
    }

    private static ObjectNode subresource(Kind kind, String sub) {
        ObjectNode entry = entry(kind, kind.plural() + "/" + sub, SUBRESOURCE_KINDS.getOrDefault(sub, kind.name()));
        switch (sub) {
            case "eviction" -> entry.put("group", "policy").put("version", "v1").set("verbs", Json.array("create"));
            case "binding", "token" -> entry.set("verbs", Json.array("create"));
            case "scale" -> {
                entry.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
                entry.set("verbs", Json.array("get", "patch", "update"));
            }
            case "log" -> entry.set("verbs", Json.array("get"));
            default -> entry.set("verbs", Json.array("get", "patch", "update"));
        }
        return entry.put("singularName", "");
    }

    private static ObjectNode entry(Kind kind, String name, String type) {
        ObjectNode entry = Json.of("name", name, "kind", type);
        return entry.put("namespaced", kind.namespaced());
    }
}
