package io.burstlease.cloud.aliyun;

import com.aliyuncs.AcsRequest;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.aliyun.Turns.Turn;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes the calls that the budget allows, on a few threads of its own, so that no hung socket or spinning parser holds
 * a caller past the hard deadline, and so that many callers cannot open many sockets.
 */
final class Calls implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;

    /** As the cloud itself would refuse it: a purchase that is refused like this was not made. */
    private static final Answer OVER_BUDGET = new Answer.Refused(
            TOO_MANY_REQUESTS,
            "Throttling.Budget",
            "its calls of this minute are spent; nothing was sent",
            null,
            Family.THROTTLED);

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Ecs ecs;
    private final ApiBudget budget;
    private final CallMeters meters;
    private final Duration hardDeadline;
    private final Turns turns;

    Calls(Ecs ecs, ApiBudget budget, CallMeters meters, AliyunSettings settings) {
        this.ecs = ecs;
        this.budget = budget;
        this.meters = meters;
        this.hardDeadline = settings.hardDeadline();
        this.turns = new Turns(settings.threads(), settings.waiting());
    }

    /**
     * One call, sent at most once. Never throws for what came of it.
     *
     * @throws IllegalStateException inside a transaction, which would hold its locks for as long as the cloud takes
     */
    Answer ask(AcsRequest<?> request) {
        String api = request.getSysActionName();
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(api + " inside a transaction");
        }
        try {
            if (!budget.take(api)) {
                return OVER_BUDGET;
            }
        } catch (RuntimeException unknown) {
            LOG.warn("The budget of {} could not be asked: {}", api, unknown.toString());
            return new Answer.Nothing("SDK.NoBudget", "the budget of calls could not be asked; nothing was sent");
        }
        Answer answer = meters.timed(api, () -> askWithin(api, request));
        if (answer instanceof Answer.Refused no && isThrottled(no)) {
            learn(api);
        }
        return answer;
    }

    private static boolean isThrottled(Answer.Refused no) {
        return no.status() == TOO_MANY_REQUESTS || no.code().contains("Throttling");
    }

    private void learn(String api) {
        try {
            budget.throttled(api);
        } catch (RuntimeException unknown) {
            LOG.warn("The budget of {} could not be told that it is throttled: {}", api, unknown.toString());
        }
    }

    private Answer askWithin(String api, AcsRequest<?> request) {
        long asked = System.nanoTime();
        Turn turn = turns.take(
                Urgency.of(api),
                () -> System.nanoTime() - asked < hardDeadline.toNanos()
                        ? ecs.send(request)
                        : new Answer.Nothing("SDK.HeldUp", "its turn came too late; nothing was sent"));
        try {
            return awaited(turn);
        } finally {
            // A call that was given up while it waited is never sent.
            turns.giveUp(turn);
        }
    }

    private Answer awaited(Future<Answer> answer) {
        try {
            return answer.get(hardDeadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLong) {
            return new Answer.Nothing("SDK.HardDeadline", "no answer within " + hardDeadline);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Nothing("SDK.Interrupted", "the caller was stopped while it waited");
        } catch (ExecutionException failed) {
            return new Answer.Nothing("SDK.Failed", named(failed.getCause()));
        }
    }

    /** By its type alone: the SDK's messages quote the URL, and with it keys and user data. */
    private static String named(@Nullable Throwable cause) {
        return cause == null ? "unnamed" : cause.getClass().getSimpleName();
    }

    /** Calls that wait for a thread. */
    int waiting() {
        return turns.waiting();
    }

    @Override
    public void close() {
        turns.close();
        ecs.close();
    }
}
