package io.burstlease.sandbox.cloud.world;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a world from a JSON file that names only what differs from the sample; lists are replaced whole. */
public final class WorldFile {

    private final ObjectMapper json = JsonMapper.builder().build();

    public CloudWorld read(Path file) {
        ObjectNode world = json.valueToTree(CloudWorld.sample());
        merge(world, json.readTree(file.toFile()));
        return json.treeToValue(world, CloudWorld.class);
    }

    private static void merge(ObjectNode onto, JsonNode changes) {
        changes.properties().forEach(change -> {
            if (onto.get(change.getKey()) instanceof ObjectNode inner
                    && change.getValue().isObject()) {
                merge(inner, change.getValue());
            } else {
                onto.set(change.getKey(), change.getValue());
            }
        });
    }
}
