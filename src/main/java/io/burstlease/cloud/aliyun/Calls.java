package io.burstlease.cloud.aliyun;

import com.aliyuncs.AcsRequest;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes the calls on a few threads of its own, so that no hung socket or spinning parser holds a caller past the hard
 * deadline, and so that many callers cannot open many sockets.
 */
final class Calls implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Ecs ecs;
    private final CallMeters meters;
    private final Duration hardDeadline;
    private final ThreadPoolExecutor threads;

    Calls(Ecs ecs, CallMeters meters, AliyunSettings settings) {
        this.ecs = ecs;
        this.meters = meters;
        this.hardDeadline = settings.hardDeadline();
        ThreadFactory named =
                Thread.ofPlatform().daemon().name("cloud-call-", 1).factory();
        this.threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.waiting()),
                named);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * One call, sent at most once. Never throws for what came of it.
     *
     * @throws IllegalStateException inside a transaction, which would hold its locks for as long as the cloud takes
     */
    Answer ask(AcsRequest<?> request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(request.getSysActionName() + " inside a transaction");
        }
        return meters.timed(request.getSysActionName(), () -> askWithin(request));
    }

    private Answer askWithin(AcsRequest<?> request) {
        long asked = System.nanoTime();
        var call = new FutureTask<Answer>(() -> System.nanoTime() - asked < hardDeadline.toNanos()
                ? ecs.send(request)
                : new Answer.Nothing("SDK.HeldUp", "its turn came too late; nothing was sent"));
        try {
            threads.execute(call);
        } catch (RejectedExecutionException full) {
            return new Answer.Nothing("SDK.Saturated", "every thread for cloud calls is taken; nothing was sent");
        }
        try {
            return awaited(call);
        } finally {
            // A call that was given up while it waited is never sent.
            call.cancel(true);
            threads.remove(call);
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
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        ecs.close();
    }
}
