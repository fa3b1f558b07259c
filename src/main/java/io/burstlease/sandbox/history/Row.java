package io.burstlease.sandbox.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row to be written: its columns by name, its values as JSON would have them. */
final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Row with(String column, @Nullable Object value) {
        values.put(column, value instanceof Instant at ? at.toString() : value);
        return this;
    }

    Set<String> columns() {
        return values.keySet();
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
