package io.burstlease.testing;

import io.burstlease.money.BillingZone;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The things that stand on SQL alone (team, catalog, offer, budget) on a database of their own, at the clock given:
 * without HTTP, entities or the rest of the service. A {@link Market} fills them.
 */
public final class Things {

    public static final BillingZone SHANGHAI = new BillingZone(ZoneId.of("Asia/Shanghai"));

    private static final List<String> PACKAGES =
            List.of("io.burstlease.team", "io.burstlease.catalog", "io.burstlease.offer", "io.burstlease.budget");

    private final TestDatabase database;
    private final AnnotationConfigApplicationContext context;

    private Things(TestDatabase database, AnnotationConfigApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    public static Things at(Clock clock) {
        TestDatabase database = TestDatabase.fresh();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(DataSource.class, database::service);
        context.register(Wiring.class);
        context.scan(PACKAGES.toArray(String[]::new));
        context.refresh();
        return new Things(database, context);
    }

    public <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    /** As the service role. */
    public JdbcClient jdbc() {
        return the(JdbcClient.class);
    }

    /** As the role that owns the schema. */
    public JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    public DataSource service() {
        return database.service();
    }

    public JsonMapper json() {
        return the(JsonMapper.class);
    }

    /** In one transaction. */
    public <T> T together(Supplier<T> work) {
        T done = new TransactionTemplate(the(PlatformTransactionManager.class)).execute(status -> work.get());
        if (done == null) {
            throw new IllegalStateException("nothing came of it");
        }
        return done;
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Wiring {

        @Bean
        JdbcClient jdbcClient(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        BillingZone billingZone() {
            return SHANGHAI;
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder().build();
        }
    }
}
