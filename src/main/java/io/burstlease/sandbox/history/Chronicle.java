package io.burstlease.sandbox.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the past, until they are written: in the order of their time, a table at a time. */
final class Chronicle {

    /** In an order that every foreign key allows. */
    enum Table {
        LEASE,
        BURST,
        RENEWAL,
        LAUNCH,
        LAUNCH_ATTEMPT,
        LAUNCH_SEND,
        PLACEMENT_ATTEMPT,
        HOST,
        HOST_ASSIGNMENT,
        REPLACEMENT,
        USAGE_SPAN,
        LEASE_EVENT,
        LAUNCH_EVENT,
        HOST_EVENT,
        AUDIT_ENTRY
    }

    private record Dated(Instant at, Table table, Row row) {}

    private final Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
    private final List<Dated> events = new ArrayList<>();
    private final List<Dated> acts = new ArrayList<>();

    void add(Table table, Row row) {
        rows.computeIfAbsent(table, key -> new ArrayList<>()).add(row);
    }

    /** An event of a timeline; events of one instant keep the order in which they are told. */
    void event(Table table, Instant at, Row row) {
        events.add(new Dated(at, table, row.with("at", at)));
    }

    void act(Instant at, Row row) {
        acts.add(new Dated(at, Table.AUDIT_ENTRY, row.with("at", at)));
    }

    /** Writes everything, in the transaction of the caller. */
    void write(JdbcClient jdbc, JsonMapper json) {
        number(jdbc);
        acts.stream().sorted(Comparator.comparing(Dated::at)).forEach(act -> add(act.table(), act.row()));
        rows.forEach((table, all) -> insert(table, all, jdbc, json));
    }

    /** The events of leases, launches and hosts share one order. */
    private void number(JdbcClient jdbc) {
        Iterator<Long> numbers = jdbc.sql("select nextval('event_seq') from generate_series(1, :count)")
                .param("count", events.size())
                .query((row, number) -> row.getLong(1))
                .list()
                .iterator();
        events.stream()
                .sorted(Comparator.comparing(Dated::at))
                .forEach(event -> add(event.table(), event.row().with("seq", numbers.next())));
    }

    private static void insert(Table table, List<Row> rows, JdbcClient jdbc, JsonMapper json) {
        String name = table.name().toLowerCase(Locale.ROOT);
        String columns = String.join(", ", rows.getFirst().columns());
        jdbc.sql("""
                        insert into %s (%s)
                        select %s
                        from jsonb_populate_recordset(null::%s, cast(:rows as jsonb))
                        """.formatted(name, columns, columns, name))
                .param(
                        "rows",
                        json.writeValueAsString(rows.stream().map(Row::values).toList()))
                .update();
    }
}
