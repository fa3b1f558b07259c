package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.burstlease.testing.Poll;
import io.burstlease.testing.WithTestDatabase;
import io.burstlease.time.ClockTrust;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class WorkflowConfigurationTests {

    @Test
    void in_an_application_errands_join_its_transactions_run_and_end_before_the_database_goes() {
        Gate gate = new Gate();
        try (ConfigurableApplicationContext application = application(gate)) {
            Errands errands = application.getBean(Errands.class);
            JdbcClient jdbc = application.getBean(JdbcClient.class);
            var transactions = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
            assertThat(transactions.getTransactionManager()).asString().contains("Jpa");

            transactions.executeWithoutResult(status -> {
                errands.start("handover", "never");
                status.setRollbackOnly();
            });
            errands.start("handover", "host-1");
            Poll.until("it waits", Duration.ofSeconds(20), () -> outcomeIs(jdbc, "WAIT"));

            assertThat(things(jdbc)).isEqualTo("host-1");
            assertThat(application.getBeansOfType(Scheduler.class)).isEmpty();
            errands.wake("handover", "host-1");
            Poll.until("it is at work", Duration.ofSeconds(20), () -> claimed(jdbc));
            application.close();
            gate.open();
            assertThat(application.isActive()).isFalse();
        }
    }

    private static ConfigurableApplicationContext application(Gate gate) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("burstlease.workflow.shutdown-wait=200ms")
                .initializers(
                        new WithTestDatabase.Initializer(),
                        context -> context.getBeanFactory().registerSingleton("gate", gate))
                .run();
    }

    private static boolean outcomeIs(JdbcClient jdbc, String outcome) {
        return jdbc.sql("select count(*) from errand where last_outcome = :outcome")
                .param("outcome", outcome)
                .query((row, n) -> row.getInt(1) > 0)
                .single();
    }

    private static boolean claimed(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from errand where claimed_by is not null")
                .query((row, n) -> row.getInt(1) > 0)
                .single();
    }

    private static String things(JdbcClient jdbc) {
        return jdbc.sql("select string_agg(thing, ',') from errand")
                .query((row, n) -> row.getString(1))
                .single();
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        HibernateJpaAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        DbSchedulerAutoConfiguration.class
    })
    @Import(WorkflowConfiguration.class)
    static class Application {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        ClockTrust clockTrust() {
            return () -> true;
        }

        @Bean
        Standstill standstill() {
            return Optional::empty;
        }

        /** Needs the face of the module that runs it, as real ones do. */
        @Bean
        Errand handover(Gate gate, Errands errands) {
            return new ScriptedErrand(
                    "handover",
                    Duration.ofMinutes(1),
                    claim -> {
                        claim.settle(() -> errands.wake("handover", "nobody"));
                        return Outcome.wait(Duration.ofHours(1), "for the wake");
                    },
                    claim -> {
                        gate.pass();
                        return Outcome.done("late");
                    });
        }
    }
}
