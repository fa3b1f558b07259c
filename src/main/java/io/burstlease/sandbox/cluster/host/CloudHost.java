package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A running instance as the emulated cloud lists it. */
record CloudHost(
        String instanceId,
        String region,
        String zone,
        String privateIp,
        String vSwitchId,
        String instanceType,
        int gpus,
        int cpus,
        int memoryGib,
        String hostName,
        String userData) {

    static CloudHost of(JsonNode node) {
        return new CloudHost(
                Json.text(node, "instanceId"),
                Json.text(node, "region"),
                Json.text(node, "zone"),
                Json.text(node, "privateIp"),
                Json.text(node, "vSwitchId"),
                Json.text(node, "instanceType"),
                (int) Json.number(node, "gpuAmount"),
                atLeast(node, "cpus", 64),
                atLeast(node, "memoryGib", 512),
                Json.text(node, "hostName"),
                Json.text(node, "userData"));
    }

    private static int atLeast(JsonNode node, String field, int otherwise) {
        int value = (int) Json.number(node, field);
        return value > 0 ? value : otherwise;
    }

    /** What the host's metadata service answers, by path. */
    Map<String, String> metadata() {
        return Map.of(
                "instance-id", instanceId,
                "region-id", region,
                "zone-id", zone,
                "private-ipv4", privateIp,
                "vswitch-id", vSwitchId,
                "instance-type", instanceType,
                "hostname", hostName.isEmpty() ? instanceId : hostName);
    }
}
