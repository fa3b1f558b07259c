package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Snapshot;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns objects into the form that a client accepts: themselves, their metadata, or a table. */
final class Rendering {

    /** The forms of an answer. */
    enum Form {
        OBJECT,
        METADATA,
        TABLE
    }

    private static final String META = "meta.k8s.io/v1";

    private final Tables tables;

    Rendering(Clock clock) {
        tables = new Tables(clock);
    }

    /** The first form of the Accept header that this server knows. */
    static Form form(String accept) {
        String[] types = accept.replace(" ", "").split(",");
        for (String type : types) {
            Form form = known(type);
            if (form != null) {
                return form;
            }
        }
        if (Arrays.stream(types).allMatch(each -> each.contains("protobuf"))) {
            throw ApiFailure.notAcceptable();
        }
        return Form.OBJECT;
    }

    private static @Nullable Form known(String type) {
        if (type.isEmpty() || type.startsWith("*/*") || type.startsWith("application/*") || type.startsWith("text/")) {
            return Form.OBJECT;
        }
        if (!type.startsWith("application/json") || type.contains("v1beta1")) {
            return null;
        }
        if (type.contains("as=Table")) {
            return Form.TABLE;
        }
        return type.contains("as=PartialObjectMetadata") ? Form.METADATA : type.contains("as=") ? null : Form.OBJECT;
    }

    ObjectNode one(Kind kind, ObjectNode object, Form form, String included) {
        return switch (form) {
            case OBJECT -> object;
            case METADATA -> metadata(object);
            case TABLE -> table(kind, List.of(object), Json.text(object, "metadata", "resourceVersion"), included);
        };
    }

    ObjectNode list(Kind kind, Snapshot found, String next, long remaining, Form form, String included) {
        String revision = Long.toString(found.revision());
        ObjectNode list;
        if (form == Form.TABLE) {
            list = table(kind, found.items(), revision, included);
        } else {
            list = Json.of("kind", kind.name() + "List", "apiVersion", kind.apiVersion());
            if (form == Form.METADATA) {
                list.put("kind", "PartialObjectMetadataList").put("apiVersion", META);
            }
            list.putObject("metadata").put("resourceVersion", revision);
            ArrayNode items = list.putArray("items");
            found.items().forEach(item -> items.add(form == Form.METADATA ? metadata(item) : item));
        }
        if (!next.isEmpty()) {
            ObjectNode meta = Json.meta(list).put("continue", next);
            if (remaining > 0) {
                meta.put("remainingItemCount", (int) remaining);
            }
        }
        return list;
    }

    private static ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = Json.of("kind", "PartialObjectMetadata", "apiVersion", META);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    private ObjectNode table(Kind kind, List<ObjectNode> objects, String revision, String included) {
        ObjectNode table = Json.of("kind", "Table", "apiVersion", META);
        table.putObject("metadata").put("resourceVersion", revision);
        Tables.Layout layout = tables.layout(kind);
        table.set("columnDefinitions", layout.definitions());
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            ObjectNode row = Json.object();
            row.set("cells", layout.cells(object));
            switch (included) {
                case "None" -> {}
                case "Object" -> row.set("object", object);
                default -> row.set("object", metadata(object));
            }
            rows.add(row);
        }
        return table;
    }
}
