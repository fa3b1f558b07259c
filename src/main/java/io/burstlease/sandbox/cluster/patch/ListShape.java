package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which lists merge item by item, and by which keys. As on a real server, taints and tolerations are not among them:
 * they are replaced as a whole.
 */
final class ListShape {

    private static final Map<String, List<String>> STRATEGIC = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("ports", List.of("containerPort")),
            Map.entry("conditions", List.of("type")),
            Map.entry("addresses", List.of("type")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("podIPs", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey")));

    private static final Set<String> PRIMITIVE_SETS = Set.of("finalizers", "podCIDRs");
    private static final Pattern SERVICE_PORT = Pattern.compile(".*\"port\".*", Pattern.DOTALL);

    private ListShape() {}

    /** Whether strategic merge joins two lists of plain values of this name. */
    static boolean primitiveSet(String field) {
        return PRIMITIVE_SETS.contains(field);
    }

    /** The merge keys of a list of this name, empty where it is replaced as a whole. */
    static List<String> keys(String field, JsonNode sample) {
        if (field.equals("ports") && sample.isArray() && !sample.isEmpty() && servicePort(sample.get(0))) {
            return List.of("port");
        }
        return STRATEGIC.getOrDefault(field, List.of());
    }

    private static boolean servicePort(JsonNode first) {
        return !first.has("containerPort")
                && SERVICE_PORT.matcher(first.toString()).matches();
    }

    /** Server-side apply tells ports apart by their protocol too. */
    static List<String> applyKeys(String field, JsonNode sample) {
        List<String> keys = keys(field, sample);
        return field.equals("ports") && !keys.isEmpty() ? List.of(keys.getFirst(), "protocol") : keys;
    }

    /** The key of an item as managedFields spells it; TCP where a port names no protocol. */
    static String itemKey(List<String> keys, JsonNode item) {
        ObjectNode key = Json.object();
        for (String name : keys.stream().sorted().toList()) {
            JsonNode value = item.path(name);
            if (value.isMissingNode() && name.equals("protocol")) {
                key.put(name, "TCP");
            } else if (!value.isMissingNode()) {
                key.set(name, value);
            }
        }
        return Json.write(key);
    }
}
