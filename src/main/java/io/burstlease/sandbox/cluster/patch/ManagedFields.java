package io.burstlease.sandbox.cluster.patch;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who owns which fields of an object: metadata.managedFields, kept up to date on every write. */
public final class ManagedFields {

    private final List<Entry> entries;

    private ManagedFields(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * A writer in one of its roles.
     *
     * @param operation Apply or Update
     */
    public record Writer(String manager, String operation, String apiVersion, String subresource, String time) {

        boolean sameAs(Writer other) {
            return manager.equals(other.manager)
                    && operation.equals(other.operation)
                    && subresource.equals(other.subresource);
        }

        boolean applies() {
            return operation.equals("Apply");
        }
    }

    record Entry(Writer writer, FieldSet fields) {}

    static ManagedFields of(ObjectNode object) {
        return new ManagedFields(Json.objects(object, "metadata", "managedFields")
                .map(entry -> new Entry(
                        new Writer(
                                Json.text(entry, "manager"),
                                Json.text(entry, "operation"),
                                Json.text(entry, "apiVersion"),
                                Json.text(entry, "subresource"),
                                Json.text(entry, "time")),
                        FieldSet.parse(entry.path("fieldsV1"))))
                .toList());
    }

    List<Entry> others(Writer writer) {
        return entries.stream().filter(entry -> !entry.writer().sameAs(writer)).toList();
    }

    FieldSet ownedBy(Writer writer) {
        return entries.stream()
                .filter(entry -> entry.writer().sameAs(writer))
                .map(Entry::fields)
                .findFirst()
                .orElse(FieldSet.empty());
    }

    ManagedFields forOthers(Writer writer, UnaryOperator<FieldSet> change) {
        return new ManagedFields(entries.stream()
                .map(entry ->
                        entry.writer().sameAs(writer) ? entry : new Entry(entry.writer(), change.apply(entry.fields())))
                .toList());
    }

    /** The writer's entry replaced; its time stays where its fields do. */
    ManagedFields with(Writer writer, FieldSet fields) {
        List<Entry> next = new ArrayList<>();
        boolean placed = false;
        for (Entry entry : entries) {
            if (!entry.writer().sameAs(writer)) {
                next.add(entry);
                continue;
            }
            boolean same = entry.fields().paths().equals(fields.paths());
            next.add(same ? entry : new Entry(writer, fields));
            placed = true;
        }
        if (!placed) {
            next.add(new Entry(writer, fields));
        }
        return new ManagedFields(next);
    }

    void writeTo(ObjectNode object) {
        ArrayNode list = Json.array();
        for (Entry entry : entries) {
            if (entry.fields().isEmpty()) {
                continue;
            }
            Writer writer = entry.writer();
            ObjectNode node = Json.of(
                    "manager", writer.manager(), "operation", writer.operation(), "apiVersion", writer.apiVersion());
            node.put("time", writer.time()).put("fieldsType", "FieldsV1");
            node.set("fieldsV1", entry.fields().toFieldsV1());
            if (!writer.subresource().isEmpty()) {
                node.put("subresource", writer.subresource());
            }
            list.add(node);
        }
        Json.meta(object).set("managedFields", list);
    }

    /** Notes a create, update or patch: what it changed is the writer's alone, what it removed is nobody's. */
    public static void noteUpdate(ObjectNode before, ObjectNode after, Writer writer) {
        ManagedFields old = of(before);
        FieldSet then = FieldSet.of(before);
        FieldSet now = FieldSet.of(after);
        FieldSet changed = now.filter(path -> isItem(path)
                ? FieldSet.value(before, path).isMissingNode()
                : !FieldSet.value(before, path).equals(FieldSet.value(after, path)));
        FieldSet removed = then.minus(now);
        if (changed.isEmpty() && removed.isEmpty()) {
            old.writeTo(after);
            return;
        }
        FieldSet mine = old.ownedBy(writer).minus(removed).plus(changed);
        old.forOthers(writer, fields -> fields.minus(changed).minus(removed))
                .with(writer, mine)
                .writeTo(after);
    }

    static boolean isItem(List<String> path) {
        return path.getLast().startsWith("k:");
    }
}
