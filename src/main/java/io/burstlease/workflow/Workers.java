package io.burstlease.workflow;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.burstlease.time.ClockTrust;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The part of a replica that runs errands. It starts when everything else is up, migrations included, and stops before
 * anything that errands use is taken away.
 */
final class Workers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final Supplier<Scheduler> newScheduler;
    private final Rounds rounds;
    private final ClockTrust clock;
    private final WorkflowSettings settings;
    private @Nullable Scheduler scheduler;
    private @Nullable ScheduledExecutorService watch;

    Workers(Supplier<Scheduler> newScheduler, Rounds rounds, ClockTrust clock, WorkflowSettings settings) {
        this.newScheduler = newScheduler;
        this.rounds = rounds;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        log.info("{} runs errands, {} at once", settings.replica(), settings.threads());
        Scheduler fresh = newScheduler.get();
        heedClock(fresh);
        fresh.start();
        scheduler = fresh;
        watch = Executors.newScheduledThreadPool(
                2, Thread.ofVirtual().name("errand-rounds-", 0).factory());
        every(watch, settings.poll(), () -> heedClock(fresh));
        every(watch, settings.poll(), rounds::answerWakes);
        every(watch, settings.sweep(), rounds::sweep);
    }

    /** While its clock cannot be trusted a replica takes no work; what it has in hand it ends. */
    private void heedClock(Scheduler running) {
        boolean paused = running.getSchedulerState().isPaused();
        if (paused == clock.isTrusted()) {
            log.warn("{} {}", settings.replica(), paused ? "takes work again" : "takes no work: its clock is off");
            if (paused) {
                running.resume();
            } else {
                running.pause();
            }
        }
    }

    /** A round that fails, as while the database is away, is made again; one that throws would be the last. */
    private static void every(ScheduledExecutorService watch, Duration pause, Runnable round) {
        Runnable safely = () -> {
            try {
                round.run();
            } catch (RuntimeException e) {
                log.warn("a round over the errands failed and will be made again: {}", e.toString());
            }
        };
        watch.scheduleWithFixedDelay(safely, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (watch != null) {
            watch.shutdown();
            watch = null;
        }
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
