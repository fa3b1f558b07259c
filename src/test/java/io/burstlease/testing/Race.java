package io.burstlease.testing;

import io.burstlease.web.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two that want the same lease at once, in an order that the test decides: both wait for its row, which is held until
 * they do, and PostgreSQL gives it to whoever asked first.
 */
public record Race(TestDatabase database, String leaseId) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How each ended: {@code done}, or the reason of its refusal. */
    public record Outcome(String first, String second) {}

    public Outcome of(Runnable first, Runnable second) throws Exception {
        try (Connection holder = database.owner().getConnection();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            hold(holder);
            Future<String> one = threads.submit(() -> outcome(first));
            waiting(1, one);
            Future<String> two = threads.submit(() -> outcome(second));
            waiting(2, two);
            holder.commit();
            return new Outcome(one.get(), two.get());
        }
    }

    private void hold(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement lock = holder.createStatement()) {
            lock.execute("select id from lease where id = '" + leaseId + "' for update");
        }
    }

    private void waiting(int count, Future<String> newest) {
        JdbcClient jdbc = JdbcClient.create(database.owner());
        Poll.until(count + " wait for lease " + leaseId, PATIENCE, () -> {
            if (newest.isDone()) {
                throw new AssertionError("it was done without the lease's row: " + newest);
            }
            return jdbc.sql("""
                            select count(distinct pid)
                            from pg_locks
                            where not granted
                            """).query(Long.class).single() == count;
        });
    }

    private static String outcome(Runnable verb) {
        try {
            verb.run();
            return "done";
        } catch (ProblemException refused) {
            return refused.reason();
        }
    }
}
