package io.burstlease.workflow;

import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The errand rows, as a run needs them: claimed, held while it writes, and released with a verdict. */
final class ErrandTable {

    /** What a run finds when it holds its row. */
    record Held(long fence, boolean claimed, int failures) {

        static final Held GONE = new Held(-1, false, 0);

        boolean by(long claim) {
            return claimed && fence == claim;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ErrandTable(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Takes the errand in hand, with the wakes there are; empty when it is not open. Any older claim is lost. */
    OptionalLong claim(String name, String thing, String replica) {
        Long fence = transactions.execute(status -> {
            long taken = take(name, thing, replica);
            if (taken > 0) {
                jdbc.sql("delete from errand_wake where name = :name and thing = :thing")
                        .param("name", name)
                        .param("thing", thing)
                        .update();
            }
            return taken;
        });
        return fence == null || fence == 0 ? OptionalLong.empty() : OptionalLong.of(fence);
    }

    private long take(String name, String thing, String replica) {
        return jdbc.sql("""
                        update errand
                           set fence = fence + 1,
                               claimed_at = now(),
                               claimed_by = :replica
                         where name = :name
                           and thing = :thing
                           and state = 'OPEN'
                        returning fence
                        """)
                .param("replica", replica)
                .param("name", name)
                .param("thing", thing)
                .query((row, n) -> row.getLong("fence"))
                .optional()
                .orElse(0L);
    }

    /** Holds the row to the end of the transaction; those who wake or start errands do not wait for it. */
    Held hold(String name, String thing) {
        return jdbc.sql("""
                        select fence, claimed_at is not null as claimed, failures
                          from errand
                         where name = :name
                           and thing = :thing
                           for no key update
                        """)
                .param("name", name)
                .param("thing", thing)
                .query((row, n) -> new Held(row.getLong("fence"), row.getBoolean("claimed"), row.getInt("failures")))
                .optional()
                .orElse(Held.GONE);
    }

    boolean woken(String name, String thing) {
        return jdbc.sql("""
                        select exists (
                          select 1
                            from errand_wake
                           where name = :name
                             and thing = :thing)
                        """)
                .param("name", name)
                .param("thing", thing)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean isOpen(String name, String thing) {
        return jdbc.sql("""
                        select exists (
                          select 1
                            from errand
                           where name = :name
                             and thing = :thing
                             and state = 'OPEN')
                        """)
                .param("name", name)
                .param("thing", thing)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Lets go of a row that is held. */
    void release(String name, String thing, Verdict verdict, Ending ending, Instant due) {
        int released = jdbc.sql("""
                        update errand
                           set state = :state,
                               fence = fence + :step,
                               failures = :failures,
                               last_outcome = :word,
                               last_reason = :reason,
                               due_at = :due,
                               claimed_at = null,
                               claimed_by = null
                         where name = :name
                           and thing = :thing
                        """)
                .param("state", verdict.state())
                .param("step", verdict.fenceOff() ? 1 : 0)
                .param("failures", verdict.failures())
                .param("word", ending.word())
                .param("reason", ending.reason())
                .param("due", Sql.time(due))
                .param("name", name)
                .param("thing", thing)
                .update();
        if (released != 1) {
            throw new IllegalStateException("%s for %s was held and is gone".formatted(name, thing));
        }
    }
}
