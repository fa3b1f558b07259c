package io.burstlease.sandbox;

import io.burstlease.sandbox.history.History;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.Things;
import io.burstlease.workflow.Recurring;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** A sandbox with its past. Told once for a class, because it takes its time; a test leaves it as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HistoryTest extends StageTest {

    static final Instant TODAY =
            Things.SHANGHAI.day(NOON).atStartOfDay(Things.SHANGHAI.zone()).toInstant();

    static final List<String> TABLES = List.of(
            "lease",
            "renewal",
            "burst",
            "launch",
            "launch_attempt",
            "launch_send",
            "placement_attempt",
            "host",
            "host_assignment",
            "replacement",
            "usage_span",
            "charge",
            "budget_reservation",
            "lease_timeline",
            "audit_entry");

    final List<Recurring> rounds;
    private final AutowireCapableBeanFactory beans;
    private boolean told;

    HistoryTest(Parts parts, AutowireCapableBeanFactory beans) {
        super(parts);
        this.rounds = parts.recurring();
        this.beans = beans;
    }

    @Override
    @BeforeEach
    protected void begin() {
        if (!told) {
            anew();
            told = true;
        }
    }

    /** A new sandbox, and its past. */
    void anew() {
        super.begin();
        owner().sql("truncate audit_entry").update();
        beans.createBean(SandboxCatalog.class).seed();
        tell();
    }

    void tell() {
        beans.createBean(History.class).tell();
    }

    String everything() {
        return TABLES.stream().map(this::content).collect(Collectors.joining(" "));
    }

    String content(String table) {
        return texts("select md5(string_agg(t::text, '|' order by t::text)) from %s t".formatted(table))
                .getFirst();
    }

    List<String> texts(String query) {
        return owner().sql(query).query((row, number) -> row.getString(1)).list();
    }

    long number(String query) {
        return owner().sql(query).query(Long.class).single();
    }

    Instant instant(String query) {
        return owner().sql(query).query(OffsetDateTime.class).single().toInstant();
    }
}
