package io.burstlease.sandbox.cluster.auth;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.ObjectKey;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates the roles and bindings that are in the store. */
public final class Rbac {

    private static final String GROUP = ".rbac.authorization.k8s.io";

    private final ObjectStore store;

    public Rbac(ObjectStore store) {
        this.store = store;
    }

    public boolean allows(Identity who, Access access) {
        return who.master() || rules(who, access.namespace()).anyMatch(rule -> covers(rule, access));
    }

    /** The status of a SelfSubjectRulesReview: what somebody may do in a namespace. */
    public ObjectNode rulesReview(Identity who, String namespace) {
        ObjectNode status = Json.object().put("incomplete", false);
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        Stream<ObjectNode> all = who.master() ? clusterRole("cluster-admin") : Stream.empty();
        Stream.concat(all, rules(who, namespace))
                .distinct()
                .forEach(rule -> (rule.has("nonResourceURLs") ? paths : resources).add(rule.deepCopy()));
        return status;
    }

    private Stream<ObjectNode> rules(Identity who, String namespace) {
        Stream<ObjectNode> cluster = store.items("clusterrolebindings" + GROUP).stream()
                .filter(binding -> binds(binding, who))
                .flatMap(this::rulesOf);
        Stream<ObjectNode> local = namespace.isEmpty()
                ? Stream.empty()
                : store.list("rolebindings" + GROUP, namespace).items().stream()
                        .filter(binding -> binds(binding, who))
                        .flatMap(this::rulesOf);
        Stream<ObjectNode> node = who.node() ? clusterRole("system:node") : Stream.empty();
        return Stream.concat(Stream.concat(cluster, local), node);
    }

    private static boolean binds(ObjectNode binding, Identity who) {
        return Json.objects(binding, "subjects").anyMatch(subject -> {
            String name = Json.text(subject, "name");
            return switch (Json.text(subject, "kind")) {
                case "User" -> name.equals(who.user());
                case "Group" -> who.groups().contains(name);
                case "ServiceAccount" -> {
                    String home = Json.text(subject, "namespace");
                    String namespace = home.isEmpty() ? Json.namespace(binding) : home;
                    yield who.user().equals("system:serviceaccount:" + namespace + ":" + name);
                }
                default -> false;
            };
        });
    }

    private Stream<ObjectNode> rulesOf(ObjectNode binding) {
        String name = Json.text(binding, "roleRef", "name");
        if (Json.text(binding, "roleRef", "kind").equals("ClusterRole")) {
            return clusterRole(name);
        }
        return rulesOfRole(store.find(new ObjectKey("roles" + GROUP, Json.namespace(binding), name)));
    }

    private Stream<ObjectNode> clusterRole(String name) {
        return rulesOfRole(store.find(new ObjectKey("clusterroles" + GROUP, "", name)));
    }

    private static Stream<ObjectNode> rulesOfRole(@Nullable ObjectNode role) {
        return role == null ? Stream.empty() : Json.objects(role, "rules");
    }

    private static boolean covers(JsonNode rule, Access access) {
        if (!has(Json.texts(rule, "verbs"), access.verb())) {
            return false;
        }
        if (access.isPath()) {
            return Json.texts(rule, "nonResourceURLs").stream().anyMatch(url -> pathFits(url, access.path()));
        }
        List<String> names = Json.texts(rule, "resourceNames");
        return has(Json.texts(rule, "apiGroups"), access.group())
                && Json.texts(rule, "resources").stream().anyMatch(each -> resourceFits(each, access.resource()))
                && (names.isEmpty() || names.contains(access.name()));
    }

    private static boolean has(List<String> granted, String wanted) {
        return granted.contains("*") || granted.contains(wanted);
    }

    private static boolean pathFits(String granted, String path) {
        return granted.endsWith("*")
                ? path.startsWith(granted.substring(0, granted.length() - 1))
                : granted.equals(path);
    }

    private static boolean resourceFits(String granted, String wanted) {
        if (granted.equals("*") || granted.equals(wanted)) {
            return true;
        }
        return granted.startsWith("*/")
                && wanted.contains("/")
                && wanted.substring(wanted.indexOf('/')).equals(granted.substring(1));
    }
}
