package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.patch.ManagedFields.Entry;
import io.burstlease.sandbox.cluster.patch.ManagedFields.Writer;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.ApiFailure.Cause;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Server-side apply: a manager states the fields it wants, and loses those it no longer states. */
public final class ServerSideApply {

    private ServerSideApply() {}

    /** The live object with the configuration applied and managedFields brought up to date; 409 on a conflict. */
    public static ObjectNode apply(ObjectNode live, ObjectNode config, Writer writer, boolean force) {
        FieldSet wanted = FieldSet.of(config);
        ManagedFields fields = ManagedFields.of(live);
        FieldSet contested = contested(live, config, wanted, fields.others(writer));
        if (!contested.isEmpty() && !force) {
            throw ApiFailure.applyConflict(causes(contested, fields.others(writer)));
        }
        fields = fields.forOthers(writer, owned -> owned.minus(contested));
        ObjectNode merged = merge(live, config);
        dropAbandoned(merged, fields, fields.ownedBy(writer).minus(wanted), wanted, writer);
        fields.with(writer, wanted).writeTo(merged);
        return merged;
    }

    private static FieldSet contested(ObjectNode live, ObjectNode config, FieldSet wanted, List<Entry> others) {
        return wanted.filter(path -> !ManagedFields.isItem(path)
                && others.stream().anyMatch(other -> other.fields().contains(path))
                && !FieldSet.value(live, path).equals(FieldSet.value(config, path)));
    }

    private static List<Cause> causes(FieldSet contested, List<Entry> others) {
        List<Cause> causes = new ArrayList<>();
        for (List<String> path : contested.paths()) {
            for (Entry other : others) {
                if (other.fields().contains(path)) {
                    Writer owner = other.writer();
                    String by = "conflict with \"" + owner.manager() + "\""
                            + (owner.subresource().isEmpty() ? "" : " with subresource \"" + owner.subresource() + "\"")
                            + (owner.applies() ? "" : " using " + owner.apiVersion());
                    causes.add(new Cause("FieldManagerConflict", by, FieldSet.shown(path)));
                }
            }
        }
        return causes;
    }

    private static void dropAbandoned(
            ObjectNode merged, ManagedFields fields, FieldSet abandoned, FieldSet wanted, Writer writer) {
        List<List<String>> deepestFirst = new ArrayList<>(abandoned.paths());
        deepestFirst.sort(
                Comparator.comparingInt((List<String> path) -> path.size()).reversed());
        for (List<String> path : deepestFirst) {
            boolean kept = wanted.touches(path)
                    || fields.others(writer).stream()
                            .anyMatch(other -> other.fields().touches(path));
            if (!kept) {
                FieldSet.remove(merged, path);
            }
        }
    }

    private static ObjectNode merge(ObjectNode live, ObjectNode config) {
        ObjectNode result = live.deepCopy();
        for (var field : config.properties()) {
            String name = field.getKey();
            JsonNode old = result.get(name);
            JsonNode wanted = field.getValue();
            if (wanted.isNull()) {
                continue;
            }
            if (wanted instanceof ObjectNode object) {
                result.set(name, merge(old instanceof ObjectNode there ? there : Json.object(), object));
            } else if (wanted instanceof ArrayNode list) {
                result.set(name, list(name, old instanceof ArrayNode there ? there : Json.array(), list));
            } else {
                result.set(name, wanted);
            }
        }
        return result;
    }

    private static ArrayNode list(String name, ArrayNode old, ArrayNode wanted) {
        List<String> keys = ListShape.applyKeys(name, wanted.isEmpty() ? old : wanted);
        if (ListShape.primitiveSet(name)) {
            ArrayNode joined = old.deepCopy();
            Json.stream(wanted)
                    .filter(item -> Json.stream(old).noneMatch(item::equals))
                    .forEach(joined::add);
            return joined;
        }
        if (keys.isEmpty()) {
            return wanted.deepCopy();
        }
        ArrayNode result = old.deepCopy();
        for (JsonNode item : wanted) {
            int at = indexOf(result, keys, item);
            if (at < 0) {
                result.add(item.deepCopy());
            } else if (result.get(at) instanceof ObjectNode there && item instanceof ObjectNode change) {
                result.set(at, merge(there, change));
            }
        }
        return result;
    }

    private static int indexOf(ArrayNode list, List<String> keys, JsonNode wanted) {
        String key = ListShape.itemKey(keys, wanted);
        for (int i = 0; i < list.size(); i++) {
            if (ListShape.itemKey(keys, list.get(i)).equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
