package io.burstlease.cloud.aliyun;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A few threads, and calls that wait for one in order of urgency, and of their coming where that is the same. */
final class Turns implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final int most;
    private final AtomicLong numbers = new AtomicLong();
    private final PriorityBlockingQueue<Runnable> queue;
    private final ThreadPoolExecutor threads;

    /** @param most calls that may wait */
    Turns(int count, int most) {
        this.most = most;
        this.queue = new PriorityBlockingQueue<>(most, Comparator.comparing(Turn.class::cast));
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                queue,
                Thread.ofPlatform().daemon().name("cloud-call-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** One call; its answer is there when it was made, or when it lost its place to one that is more urgent. */
    static final class Turn extends FutureTask<Answer> implements Comparable<Turn> {

        private final Urgency urgency;
        private final long number;

        private Turn(Urgency urgency, long number, Callable<Answer> call) {
            super(call);
            this.urgency = urgency;
            this.number = number;
        }

        @Override
        public int compareTo(Turn other) {
            int byUrgency = urgency.compareTo(other.urgency);
            return byUrgency == 0 ? Long.compare(number, other.number) : byUrgency;
        }

        private void lose() {
            set(new Answer.Nothing("SDK.Saturated", "every thread for cloud calls is taken; nothing was sent"));
        }
    }

    Turn take(Urgency urgency, Callable<Answer> call) {
        Turn turn = new Turn(urgency, numbers.incrementAndGet(), call);
        synchronized (queue) {
            if (queue.size() < most || pushOut(turn)) {
                threads.execute(turn);
            } else {
                turn.lose();
            }
        }
        return turn;
    }

    /** Takes the place of the last in the queue, if that is the less urgent. */
    private boolean pushOut(Turn turn) {
        Turn last = queue.stream()
                .map(Turn.class::cast)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (last.urgency.compareTo(turn.urgency) <= 0 || !queue.remove(last)) {
            return false;
        }
        last.lose();
        return true;
    }

    /** It is given up, and never sent if it was not yet. */
    void giveUp(Turn turn) {
        turn.cancel(true);
        threads.remove(turn);
    }

    /** Calls that wait for a thread. */
    int waiting() {
        return queue.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
