package io.burstlease.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Errands asked for in the database. */
final class StoredErrands implements Errands {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Timetable timetable;
    private final Clock clock;
    private final Supplier<Set<String>> known;

    /** The names come late, because errands may themselves ask for errands. */
    StoredErrands(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Timetable timetable,
            Clock clock,
            Supplier<Set<String>> known) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.timetable = timetable;
        this.clock = clock;
        this.known = known;
    }

    @Override
    public void start(String errand, String thing) {
        startAt(errand, thing, clock.instant());
    }

    @Override
    public void startAt(String errand, String thing, Instant at) {
        requireKnown(errand);
        transactions.executeWithoutResult(status -> {
            if (insert(errand, thing, at) || reopen(errand, thing, at)) {
                timetable.put(errand, thing, at);
            } else {
                insertWake(errand, thing);
            }
        });
    }

    @Override
    public void wake(String errand, String thing) {
        requireKnown(errand);
        insertWake(errand, thing);
    }

    private boolean insert(String errand, String thing, Instant at) {
        return jdbc.sql("""
                                insert into errand (name, thing, state, due_at)
                                values (:name, :thing, 'OPEN', :at)
                                    on conflict do nothing
                                """)
                        .param("name", errand)
                        .param("thing", thing)
                        .param("at", Sql.time(at))
                        .update()
                == 1;
    }

    /** Touches, and so locks, only a row that is closed: one that is open may be held by a run that settles. */
    private boolean reopen(String errand, String thing, Instant at) {
        return jdbc.sql("""
                                update errand
                                   set state = 'OPEN',
                                       failures = 0,
                                       due_at = :at
                                 where name = :name
                                   and thing = :thing
                                   and state <> 'OPEN'
                                """)
                        .param("name", errand)
                        .param("thing", thing)
                        .param("at", Sql.time(at))
                        .update()
                == 1;
    }

    private void insertWake(String errand, String thing) {
        jdbc.sql("""
                        insert into errand_wake (name, thing)
                        select name, thing
                          from errand
                         where name = :name
                           and thing = :thing
                           and state = 'OPEN'
                        """).param("name", errand).param("thing", thing).update();
    }

    @Override
    public List<ErrandView> open(int limit) {
        return jdbc.sql("""
                        select name, thing, state, last_outcome, last_reason, due_at, fence, failures, claimed_by
                          from errand
                         where state <> 'DONE'
                         order by state = 'GIVEN_UP' desc, failures desc, due_at, name, thing
                         limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new ErrandView(
                        row.getString("name"),
                        row.getString("thing"),
                        row.getString("state"),
                        row.getString("last_outcome"),
                        row.getString("last_reason"),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getLong("fence"),
                        row.getInt("failures"),
                        row.getString("claimed_by")))
                .list();
    }

    private void requireKnown(String errand) {
        if (!known.get().contains(errand)) {
            throw new IllegalArgumentException("no errand is called '%s'".formatted(errand));
        }
    }
}
