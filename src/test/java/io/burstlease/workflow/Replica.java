package io.burstlease.workflow;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.burstlease.testing.Poll;
import io.burstlease.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One copy of the service, as far as durable work goes, with short times; it can be cut off from the database. */
final class Replica implements AutoCloseable {

    static final WorkflowSettings FAST = new WorkflowSettings(
            true,
            "",
            16,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            4,
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofDays(1));

    static final Duration SOON = Duration.ofSeconds(30);

    final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final Errands errands;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicBoolean wrongClock = new AtomicBoolean();
    private final AtomicReference<@Nullable String> still = new AtomicReference<>();
    private final HikariDataSource pool;
    private final Workers workers;

    Replica(TestDatabase database, WorkflowSettings settings, List<Errand> errands, List<Recurring> recurring) {
        pool = pool(database);
        DataSource line = new CuttableDataSource(pool, cut);
        jdbc = JdbcClient.create(line);
        var manager = new JdbcTransactionManager(line);
        transactions = new TransactionTemplate(manager);
        var beans = new DefaultListableBeanFactory();
        errands.forEach(errand -> beans.registerSingleton(errand.name(), errand));
        var configuration = new WorkflowConfiguration();
        this.errands = configuration.errands(jdbc, manager, Clock.systemUTC(), beans.getBeanProvider(Errand.class));
        workers = configuration.workers(
                line,
                jdbc,
                manager,
                Clock.systemUTC(),
                () -> !wrongClock.get(),
                meters,
                settings,
                errands,
                recurring,
                () -> Optional.ofNullable(still.get()));
    }

    /** A replica that asks for errands and does not run them until it is started. */
    static Replica on(TestDatabase database, Errand... errands) {
        return new Replica(database, FAST, List.of(errands), List.of());
    }

    private static HikariDataSource pool(TestDatabase database) {
        var config = new HikariConfig();
        config.setDataSource(database.service());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        return new HikariDataSource(config);
    }

    Replica started() {
        workers.start();
        return this;
    }

    void stop() {
        workers.stop();
    }

    /** As when the network between this replica and the database goes away. */
    void cutOff() {
        cut.set(true);
    }

    /** As when its clock is found to be off, or right again. */
    void wrongClock(boolean on) {
        wrongClock.set(on);
    }

    /** Everything that changes something outside rests, or null. */
    void standStill(@Nullable String reason) {
        still.set(reason);
    }

    void reconnect() {
        cut.set(false);
    }

    Map<String, @Nullable Object> row(String thing) {
        return jdbc.sql("select * from errand where thing = :thing")
                .param("thing", thing)
                .query()
                .singleRow();
    }

    String state(String thing) {
        return String.valueOf(row(thing).get("state"));
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    void awaitState(String thing, String state) {
        await(thing + " is " + state, () -> state(thing).equals(state));
    }

    static void await(String sentence, BooleanSupplier condition) {
        Poll.until(sentence, SOON, condition);
    }

    @Override
    public void close() {
        cut.set(false);
        workers.stop();
        pool.close();
    }

    private static final class CuttableDataSource extends DelegatingDataSource {

        private final AtomicBoolean cut;

        CuttableDataSource(DataSource target, AtomicBoolean cut) {
            super(target);
            this.cut = cut;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut.get()) {
                throw new SQLException("cut off from the database");
            }
            return super.getConnection();
        }
    }
}
