package io.burstlease.workflow;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.burstlease.time.ClockTrust;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Puts durable work together from the errands and recurring work that the other modules offer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkflowSettings.class)
class WorkflowConfiguration {

    @Bean
    Errands errands(
            JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, ObjectProvider<Errand> errands) {
        var names = SingletonSupplier.<Set<String>>of(
                () -> errands.stream().map(Errand::name).collect(Collectors.toUnmodifiableSet()));
        return new StoredErrands(
                jdbc, new TransactionTemplate(transactions), new Timetable(jdbc), clock, names::obtain);
    }

    @Bean
    Workers workers(
            DataSource database,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            ClockTrust clockTrust,
            MeterRegistry meters,
            WorkflowSettings settings,
            List<Errand> errands,
            List<Recurring> recurring,
            Standstill standstill) {
        requireDistinctNames(errands, recurring);
        var metrics = new ErrandMetrics(meters);
        var template = new TransactionTemplate(transactions);
        var runner = new ErrandRunner(
                new ErrandTable(jdbc, template),
                template,
                new Backoff(RandomGenerator.getDefault()),
                clock,
                metrics,
                settings.replica(),
                standstill);
        var round = new RecurringRunner(clock, metrics, standstill);
        var rounds = new Rounds(jdbc, new Timetable(jdbc), errands, clock, metrics, settings.keepDone());
        List<Task<?>> tasks = errands.stream().<Task<?>>map(runner::task).toList();
        List<RecurringTask<Void>> comingRound =
                recurring.stream().map(round::task).toList();
        return new Workers(
                () -> scheduler(database, clock, settings, tasks, comingRound), rounds, clockTrust, settings);
    }

    /** On the connection of the transaction at hand, so that a run's verdict and its next date are written together. */
    private static Scheduler scheduler(
            DataSource database,
            Clock clock,
            WorkflowSettings settings,
            List<Task<?>> tasks,
            List<RecurringTask<Void>> comingRound) {
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), tasks)
                .startTasks(comingRound)
                .schedulerName(settings::replica)
                .clock(clock::instant)
                .threads(settings.threads())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("errand-", 0).factory()))
                // As many as there are threads, and no more: what is picked and only queued sends no heartbeats.
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .serializer(new Jackson3Serializer())
                .shutdownMaxWait(settings.shutdownWait())
                .failureLogging(LogLevel.WARN, false)
                .build();
    }

    private static void requireDistinctNames(List<Errand> errands, List<Recurring> recurring) {
        var seen = new HashSet<String>();
        Stream.concat(errands.stream().map(Errand::name), recurring.stream().map(Recurring::name))
                .filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("two kinds of durable work are called '%s'".formatted(name));
                });
    }
}
