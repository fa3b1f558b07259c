package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A set of field paths in the spelling of managedFields: {@code f:name}, {@code k:{...}}, {@code v:...}. */
final class FieldSet {

    private static final Set<String> SERVER_OWNED = Set.of(
            "f:apiVersion",
            "f:kind",
            "f:metadata/f:name",
            "f:metadata/f:generateName",
            "f:metadata/f:namespace",
            "f:metadata/f:uid",
            "f:metadata/f:resourceVersion",
            "f:metadata/f:generation",
            "f:metadata/f:creationTimestamp",
            "f:metadata/f:deletionTimestamp",
            "f:metadata/f:deletionGracePeriodSeconds",
            "f:metadata/f:selfLink",
            "f:metadata/f:managedFields");

    private final Set<List<String>> paths;

    private FieldSet(Set<List<String>> paths) {
        this.paths = paths;
    }

    static FieldSet empty() {
        return new FieldSet(new LinkedHashSet<>());
    }

    static FieldSet of(ObjectNode object) {
        FieldSet set = empty();
        set.collect(object, List.of());
        return set;
    }

    private void collect(JsonNode object, List<String> path) {
        for (var field : object.properties()) {
            List<String> here = longer(path, "f:" + field.getKey());
            if (here.size() < 3 && SERVER_OWNED.contains(String.join("/", here))) {
                continue;
            }
            collectValue(field.getKey(), field.getValue(), here);
        }
    }

    private void collectValue(String name, JsonNode value, List<String> here) {
        if (value instanceof ObjectNode inner && !inner.isEmpty()) {
            collect(inner, here);
        } else if (value instanceof ArrayNode list && ListShape.primitiveSet(name)) {
            list.forEach(item -> paths.add(longer(here, "v:" + Json.write(item))));
        } else if (value instanceof ArrayNode list
                && !ListShape.applyKeys(name, list).isEmpty()) {
            List<String> keys = ListShape.applyKeys(name, list);
            for (JsonNode item : list) {
                List<String> inner = longer(here, "k:" + ListShape.itemKey(keys, item));
                paths.add(inner);
                collect(item, inner);
            }
        } else if (!value.isNull()) {
            paths.add(here);
        }
    }

    private static List<String> longer(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    static FieldSet parse(JsonNode fieldsV1) {
        FieldSet set = empty();
        set.read(fieldsV1, List.of());
        return set;
    }

    private void read(JsonNode tree, List<String> path) {
        if (tree.isEmpty() && !path.isEmpty()) {
            paths.add(path);
        }
        for (var child : tree.properties()) {
            if (child.getKey().equals(".")) {
                paths.add(path);
            } else {
                read(child.getValue(), longer(path, child.getKey()));
            }
        }
    }

    ObjectNode toFieldsV1() {
        ObjectNode root = Json.object();
        for (List<String> path : paths) {
            ObjectNode at = root;
            for (String step : path) {
                at = Json.child(at, step);
            }
            at.putObject(".");
        }
        collapse(root);
        return root;
    }

    /** A field with nothing below it is written as an empty object, without the dot. */
    private static void collapse(ObjectNode tree) {
        tree.properties().forEach(child -> {
            if (child.getValue() instanceof ObjectNode inner) {
                collapse(inner);
                if (inner.size() == 1 && inner.has(".")) {
                    inner.removeAll();
                }
            }
        });
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    Set<List<String>> paths() {
        return paths;
    }

    boolean contains(List<String> path) {
        return paths.contains(path);
    }

    /** Whether the set holds the path or anything below it. */
    boolean touches(List<String> path) {
        return paths.stream()
                .anyMatch(each -> each.size() >= path.size()
                        && each.subList(0, path.size()).equals(path));
    }

    FieldSet filter(Predicate<List<String>> kept) {
        FieldSet set = empty();
        paths.stream().filter(kept).forEach(set.paths::add);
        return set;
    }

    FieldSet plus(FieldSet other) {
        FieldSet set = new FieldSet(new LinkedHashSet<>(paths));
        set.paths.addAll(other.paths);
        return set;
    }

    FieldSet minus(FieldSet other) {
        return filter(path -> !other.contains(path));
    }

    /** The value at the path, missing where there is none. */
    static JsonNode value(JsonNode root, List<String> path) {
        JsonNode at = root;
        for (String step : path) {
            at = step(at, step);
        }
        return at;
    }

    private static JsonNode step(JsonNode at, String step) {
        String rest = step.substring(2);
        if (step.startsWith("f:")) {
            return at.path(rest);
        }
        for (JsonNode item : at) {
            if (step.startsWith("v:") ? Json.write(item).equals(rest) : fits(item, rest)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean fits(JsonNode item, String key) {
        ObjectNode wanted = Json.parse(key);
        return ListShape.itemKey(List.copyOf(wanted.propertyNames()), item).equals(key);
    }

    /** Takes what is at the path out of the tree. */
    static void remove(ObjectNode root, List<String> path) {
        JsonNode parent = value(root, path.subList(0, path.size() - 1));
        String last = path.getLast();
        JsonNode gone = step(parent, last);
        if (parent instanceof ObjectNode object) {
            object.remove(last.substring(2));
        } else if (parent instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i) == gone) {
                    list.remove(i);
                }
            }
        }
    }

    /** The path as messages show it: {@code .spec.containers[name="main"].image}. */
    static String shown(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String step : path) {
            String rest = step.substring(2);
            if (step.startsWith("f:")) {
                text.append('.').append(rest);
            } else if (step.startsWith("k:")) {
                List<String> pairs = new ArrayList<>();
                Json.parse(rest).forEachEntry((key, value) -> pairs.add(key + "=" + value));
                text.append('[').append(String.join(",", pairs)).append(']');
            } else {
                text.append('[').append(rest).append(']');
            }
        }
        return text.toString();
    }
}
