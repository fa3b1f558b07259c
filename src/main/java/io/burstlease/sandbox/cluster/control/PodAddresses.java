package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives pods their addresses. On a cloud host they come from the Pod vSwitch that Terway's configuration names for the
 * zone; where it names none, from the host's own vSwitch, as Terway silently does.
 */
final class PodAddresses {

    private static final String EXTERNAL = "alibabacloud.com/external";
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final ClusterView view;
    private final Map<String, String> rangeByVSwitch;

    PodAddresses(ClusterView view, Map<String, String> rangeByVSwitch) {
        this.view = view;
        this.rangeByVSwitch = rangeByVSwitch;
    }

    static String hostAddress(ObjectNode node) {
        return Json.objects(node, "status", "addresses")
                .filter(each -> Json.text(each, "type").equals("InternalIP"))
                .map(each -> Json.text(each, "address"))
                .findFirst()
                .orElse("");
    }

    String address(ObjectNode pod, ObjectNode node) {
        String host = hostAddress(node);
        if (Json.flag(pod, "spec", "hostNetwork")) {
            return host;
        }
        Set<String> taken = view.items("pods").stream()
                .map(each -> Json.text(each, "status", "podIP"))
                .collect(Collectors.toSet());
        taken.addAll(view.items("nodes").stream().map(PodAddresses::hostAddress).toList());
        return free(range(node, host), taken);
    }

    private String range(ObjectNode node, String host) {
        Map<String, String> labels = Json.labels(node);
        if (!"true".equals(labels.get(EXTERNAL))) {
            String range = Json.text(node, "spec", "podCIDR");
            return range.isEmpty() ? "10.244.0.0/16" : range;
        }
        String range = podVSwitch(labels.getOrDefault(ZONE, "")).stream()
                .map(rangeByVSwitch::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return range == null ? host.replaceAll("\\.\\d+$", ".0/24") : range;
    }

    private List<String> podVSwitch(String zone) {
        ObjectNode config = view.find("configmaps", "kube-system", "eni-config");
        if (config == null) {
            return List.of();
        }
        try {
            return Json.texts(Json.parse(Json.text(config, "data", "eni_conf")), "vswitches", zone);
        } catch (JacksonException unreadable) {
            return List.of();
        }
    }

    private static String free(@Nullable String range, Set<String> taken) {
        String[] parts = (range == null ? "10.244.0.0/16" : range).split("/", 2);
        int bits = Integer.parseInt(parts[1]);
        long base = 0;
        for (String octet : parts[0].split("\\.", -1)) {
            base = base * 256 + Integer.parseInt(octet);
        }
        // The first ten belong to gateways and to what a cloud reserves.
        for (long at = base + 10; at < base + (1L << (32 - bits)) - 1; at++) {
            String address = (at >> 24 & 255) + "." + (at >> 16 & 255) + "." + (at >> 8 & 255) + "." + (at & 255);
            if (!taken.contains(address)) {
                return address;
            }
        }
        return "";
    }
}
