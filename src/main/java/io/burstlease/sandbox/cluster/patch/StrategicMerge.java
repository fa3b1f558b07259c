package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Strategic merge patch with its directives: $patch, $setElementOrder, $deleteFromPrimitiveList, $retainKeys. */
final class StrategicMerge {

    private static final String PATCH = "$patch";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE = "$deleteFromPrimitiveList/";
    private static final String RETAIN = "$retainKeys";

    private StrategicMerge() {}

    static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        if (Json.text(patch, PATCH).equals("replace")) {
            return patch.deepCopy().without(PATCH);
        }
        ObjectNode result = target.deepCopy();
        retain(result, patch);
        for (var change : patch.properties()) {
            if (!change.getKey().startsWith("$")) {
                field(result, change.getKey(), change.getValue());
            }
        }
        deleteFromPrimitives(result, patch);
        order(result, patch);
        return result;
    }

    private static void retain(ObjectNode result, ObjectNode patch) {
        if (patch.has(RETAIN)) {
            Set<String> kept = Set.copyOf(Json.texts(patch, RETAIN));
            result.remove(result.propertyNames().stream()
                    .filter(name -> !kept.contains(name))
                    .toList());
        }
    }

    private static void field(ObjectNode result, String name, JsonNode change) {
        JsonNode old = result.get(name);
        if (change.isNull()) {
            result.remove(name);
        } else if (change instanceof ObjectNode object) {
            object(result, name, old, object);
        } else if (change instanceof ArrayNode list) {
            result.set(name, list(name, old instanceof ArrayNode there ? there : Json.array(), list));
        } else {
            result.set(name, change);
        }
    }

    private static void object(ObjectNode result, String name, @Nullable JsonNode old, ObjectNode change) {
        if (Json.text(change, PATCH).equals("delete")) {
            result.remove(name);
        } else {
            result.set(name, merge(old instanceof ObjectNode there ? there : Json.object(), change));
        }
    }

    private static ArrayNode list(String name, ArrayNode old, ArrayNode change) {
        if (ListShape.primitiveSet(name)) {
            Set<JsonNode> joined = new LinkedHashSet<>();
            old.forEach(joined::add);
            change.forEach(joined::add);
            return Json.array().addAll(joined);
        }
        List<String> keys = ListShape.keys(name, change.isEmpty() ? old : change);
        boolean replace =
                Json.stream(change).anyMatch(item -> Json.text(item, PATCH).equals("replace"));
        if (keys.isEmpty() || replace) {
            ArrayNode whole = Json.array();
            Json.stream(change).filter(item -> !item.has(PATCH)).forEach(whole::add);
            return whole;
        }
        List<JsonNode> items = new ArrayList<>();
        old.forEach(items::add);
        Json.objects(change).forEach(item -> item(items, keys, item));
        return Json.array().addAll(items);
    }

    private static void item(List<JsonNode> items, List<String> keys, ObjectNode change) {
        int at = indexOf(items, keys, change);
        if (Json.text(change, PATCH).equals("delete")) {
            if (at >= 0) {
                items.remove(at);
            }
        } else if (at >= 0 && items.get(at) instanceof ObjectNode there) {
            items.set(at, merge(there, change));
        } else {
            items.add(merge(Json.object(), change));
        }
    }

    private static int indexOf(List<JsonNode> items, List<String> keys, JsonNode wanted) {
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (keys.stream().allMatch(key -> item.path(key).equals(wanted.path(key)))) {
                return i;
            }
        }
        return -1;
    }

    private static void deleteFromPrimitives(ObjectNode result, ObjectNode patch) {
        for (var directive : patch.properties()) {
            if (!directive.getKey().startsWith(DELETE)) {
                continue;
            }
            String name = directive.getKey().substring(DELETE.length());
            Set<JsonNode> gone = new LinkedHashSet<>();
            directive.getValue().forEach(gone::add);
            ArrayNode kept = Json.array();
            Json.stream(result, name).filter(item -> !gone.contains(item)).forEach(kept::add);
            result.set(name, kept);
        }
    }

    /** Puts the items a directive names in its order; those it does not name keep their places behind. */
    private static void order(ObjectNode result, ObjectNode patch) {
        for (var directive : patch.properties()) {
            if (!directive.getKey().startsWith(ORDER)) {
                continue;
            }
            String name = directive.getKey().substring(ORDER.length());
            if (!(result.get(name) instanceof ArrayNode list)) {
                continue;
            }
            List<String> keys = ListShape.keys(name, list);
            List<JsonNode> left = new ArrayList<>();
            list.forEach(left::add);
            List<JsonNode> ordered = new ArrayList<>();
            for (JsonNode wanted : directive.getValue()) {
                int at = keys.isEmpty() ? left.indexOf(wanted) : indexOf(left, keys, wanted);
                if (at >= 0) {
                    ordered.add(left.remove(at));
                }
            }
            ordered.addAll(left);
            result.set(name, Json.array().addAll(ordered));
        }
    }
}
