package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The patch kinds by media type; apply is worked out by {@link ServerSideApply}. */
public enum PatchKind {
    JSON("application/json-patch+json"),
    MERGE("application/merge-patch+json"),
    STRATEGIC("application/strategic-merge-patch+json"),
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchKind(String mediaType) {
        this.mediaType = mediaType;
    }

    public static PatchKind of(String contentType) {
        String bare = contentType.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.equals(bare))
                .findFirst()
                .orElseThrow(() -> ApiFailure.unsupportedMediaType(
                        Arrays.stream(values()).map(kind -> kind.mediaType).collect(Collectors.joining(", "))));
    }

    /** The patched tree, for every kind but apply. */
    public ObjectNode patched(ObjectNode target, JsonNode patch) {
        if (this == JSON) {
            return JsonPatch.apply(target, patch);
        }
        if (!(patch instanceof ObjectNode object)) {
            throw ApiFailure.badRequest("the patch is not an object");
        }
        return this == STRATEGIC ? StrategicMerge.merge(target, object) : merge(target, object);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        for (var change : patch.properties()) {
            String name = change.getKey();
            if (change.getValue().isNull()) {
                result.remove(name);
            } else if (change.getValue() instanceof ObjectNode object) {
                result.set(name, merge(result.get(name) instanceof ObjectNode there ? there : Json.object(), object));
            } else {
                result.set(name, change.getValue());
            }
        }
        return result;
    }
}
