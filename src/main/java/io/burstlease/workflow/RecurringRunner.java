package io.burstlease.workflow;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns recurring work into db-scheduler's recurring tasks, each run behind its wall. */
final class RecurringRunner {

    private static final Logger log = LoggerFactory.getLogger(RecurringRunner.class);

    private final Clock clock;
    private final ErrandMetrics metrics;
    private final Standstill standstill;

    RecurringRunner(Clock clock, ErrandMetrics metrics, Standstill standstill) {
        this.clock = clock;
        this.metrics = metrics;
        this.standstill = standstill;
    }

    RecurringTask<Void> task(Recurring work) {
        return Tasks.recurring(work.name(), FixedDelay.of(work.every()))
                .onDeadExecutionRevive()
                .execute((instance, context) -> run(work));
    }

    private void run(Recurring work) {
        if (work.changesTheWorld() && standstill.reason().isPresent()) {
            return;
        }
        Instant begun = clock.instant();
        boolean well = false;
        try {
            Walled.call(work.name(), work.wall(), () -> {
                work.run();
                return true;
            });
            well = true;
        } catch (ExecutionException e) {
            log.warn("{} failed", work.name(), e.getCause());
        } catch (TimeoutException e) {
            log.warn("{} took longer than {}", work.name(), work.wall());
        } catch (InterruptedException e) {
            // The replica is stopping. The flag stays down, because the completion needs its connection.
            log.info("{} stopped", work.name());
        }
        metrics.recurred(work.name(), well, Duration.between(begun, clock.instant()));
    }
}
