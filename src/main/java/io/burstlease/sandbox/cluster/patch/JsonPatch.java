package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 6902: add, remove, replace, move, copy, test. */
final class JsonPatch {

    private JsonPatch() {}

    static ObjectNode apply(ObjectNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw ApiFailure.badRequest("a JSON patch is an array of operations");
        }
        ObjectNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            step(result, operation);
        }
        return result;
    }

    private static void step(ObjectNode root, JsonNode operation) {
        List<String> path = path(Json.text(operation, "path"));
        switch (Json.text(operation, "op")) {
            case "add" -> add(root, path, operation.path("value").deepCopy());
            case "remove" -> remove(root, path);
            case "replace" -> {
                remove(root, path);
                add(root, path, operation.path("value").deepCopy());
            }
            case "move" -> {
                List<String> from = path(Json.text(operation, "from"));
                JsonNode moved = value(root, from);
                remove(root, from);
                add(root, path, moved);
            }
            case "copy" ->
                add(root, path, value(root, path(Json.text(operation, "from"))).deepCopy());
            case "test" -> {
                if (!value(root, path).equals(operation.path("value"))) {
                    throw failed("testing value " + Json.text(operation, "path") + " failed: test failed");
                }
            }
            default -> throw ApiFailure.badRequest("unknown operation of a JSON patch: " + operation);
        }
    }

    private static ApiFailure failed(String why) {
        return ApiFailure.unprocessable("the server rejected our request due to an error in our request: " + why);
    }

    private static List<String> path(String pointer) {
        if (pointer.isEmpty() || pointer.charAt(0) != '/') {
            throw ApiFailure.badRequest("not a path of a JSON patch: '" + pointer + "'");
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static JsonNode value(JsonNode root, List<String> path) {
        JsonNode at = root;
        for (String step : path) {
            at = at instanceof ArrayNode list ? list.path(index(list, step, list.size() - 1)) : at.path(step);
            if (at.isMissingNode()) {
                throw failed("missing path /" + String.join("/", path));
            }
        }
        return at;
    }

    private static JsonNode parent(ObjectNode root, List<String> path) {
        return value(root, path.subList(0, path.size() - 1));
    }

    private static void add(ObjectNode root, List<String> path, JsonNode value) {
        JsonNode parent = parent(root, path);
        String last = path.getLast();
        if (parent instanceof ArrayNode list) {
            list.insert(last.equals("-") ? list.size() : index(list, last, list.size()), value);
        } else if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else {
            throw failed("missing path /" + String.join("/", path));
        }
    }

    private static void remove(ObjectNode root, List<String> path) {
        JsonNode parent = parent(root, path);
        String last = path.getLast();
        if (parent instanceof ArrayNode list) {
            list.remove(index(list, last, list.size() - 1));
        } else if (parent instanceof ObjectNode object && object.has(last)) {
            object.remove(last);
        } else {
            throw failed("unable to remove nonexistent key: " + last);
        }
    }

    private static int index(ArrayNode list, String step, int highest) {
        if (!step.matches("\\d{1,6}") || Integer.parseInt(step) > highest) {
            throw failed("index out of bounds: " + step + " of " + list.size());
        }
        return Integer.parseInt(step);
    }
}
