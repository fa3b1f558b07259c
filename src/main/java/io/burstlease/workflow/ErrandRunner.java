package io.burstlease.workflow;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns errands into db-scheduler's tasks: claims, runs behind the wall, and turns what was said into a completion. */
final class ErrandRunner {

    /** How soon a run is tried again that could not even claim its errand, as when the database is away. */
    /** During a standstill. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    static final Duration CLAIM_RETRY = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(ErrandRunner.class);

    private final ErrandTable table;
    private final TransactionTemplate transactions;
    private final Backoff backoff;
    private final Clock clock;
    private final ErrandMetrics metrics;
    private final String replica;
    private final Standstill standstill;

    ErrandRunner(
            ErrandTable table,
            TransactionTemplate transactions,
            Backoff backoff,
            Clock clock,
            ErrandMetrics metrics,
            String replica,
            Standstill standstill) {
        this.table = table;
        this.transactions = transactions;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
        this.replica = replica;
        this.standstill = standstill;
    }

    Task<Void> task(Errand errand) {
        return Tasks.custom(errand.name(), Void.class)
                .onDeadExecutionRevive()
                .onFailure((failed, operations) ->
                        operations.reschedule(failed, clock.instant().plus(CLAIM_RETRY)))
                .execute((instance, context) -> run(errand, instance.getId(), context.getExecution()));
    }

    private CompletionHandler<Void> run(Errand errand, String thing, Execution execution) {
        if (standstill.reason().isPresent()) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(LOOK_AGAIN));
        }
        OptionalLong fence = table.claim(errand.name(), thing, replica);
        if (fence.isEmpty()) {
            return (complete, operations) -> closed(errand.name(), thing, complete, operations);
        }
        Instant begun = clock.instant();
        metrics.lag(errand.name(), Duration.between(execution.executionTime, begun));
        var claim = new HeldClaim(errand.name(), thing, fence.getAsLong(), table, transactions);
        Ending ending = behindTheWall(errand, claim);
        metrics.ran(errand.name(), ending.word(), Duration.between(begun, clock.instant()));
        return (complete, operations) -> conclude(claim, ending, complete, operations);
    }

    private static Ending behindTheWall(Errand errand, HeldClaim claim) {
        try {
            String thread = errand.name() + ":" + claim.thing();
            return new Ending.Said(Walled.call(thread, errand.wall(), () -> errand.run(claim)));
        } catch (ExecutionException e) {
            return new Ending.Failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return new Ending.Overrun(errand.wall());
        } catch (InterruptedException e) {
            // The replica is stopping. The flag stays down, because the last write below needs its connection.
            return new Ending.Stopped();
        }
    }

    /** The row is held from the check of the fence to the last word to db-scheduler, so that no wake falls between. */
    private void conclude(
            HeldClaim claim, Ending ending, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        transactions.executeWithoutResult(status -> {
            ErrandTable.Held held = table.hold(claim.name(), claim.thing());
            if (!held.by(claim.fence())) {
                metrics.lost(claim.name());
                return;
            }
            report(claim, ending, held.failures());
            boolean woken = table.woken(claim.name(), claim.thing());
            Verdict verdict = Verdict.of(ending, held.failures(), woken, backoff);
            Instant due = clock.instant().plus(verdict.delay());
            table.release(claim.name(), claim.thing(), verdict, ending, due);
            // db-scheduler commits the connection it is given, so nothing may follow.
            if (verdict.open()) {
                operations.reschedule(complete, due);
            } else {
                operations.stop();
            }
        });
    }

    /** Whoever opens the errand again while its task is on the way out finds it still scheduled. */
    private void closed(String name, String thing, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        transactions.executeWithoutResult(status -> {
            table.hold(name, thing);
            if (table.isOpen(name, thing)) {
                operations.reschedule(complete, clock.instant());
            } else {
                operations.stop();
            }
        });
    }

    private static void report(HeldClaim claim, Ending ending, int failuresBefore) {
        switch (ending) {
            case Ending.Failed failed
            when failuresBefore == 0 -> log.warn("{} for {} failed", claim.name(), claim.thing(), failed.cause());
            case Ending.Failed failed ->
                log.warn(
                        "{} for {} failed {} times in a row: {}",
                        claim.name(),
                        claim.thing(),
                        failuresBefore + 1,
                        failed.reason());
            case Ending.Overrun overrun -> log.warn("{} for {} {}", claim.name(), claim.thing(), overrun.reason());
            case Ending.Said said
            when said.outcome() instanceof Outcome.GiveUp gaveUp ->
                log.warn("{} for {} gave up: {}", claim.name(), claim.thing(), gaveUp.reason());
            case Ending.Said said -> log.debug("{} for {}: {}", claim.name(), claim.thing(), said.outcome());
            case Ending.Stopped stopped -> log.info("{} for {} stopped", claim.name(), claim.thing());
        }
    }
}
