package io.burstlease.workflow;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs work on a thread of its own, and walks away from it at the wall, whether or not it heeds the interrupt. */
final class Walled {

    private Walled() {}

    static <T> T call(String name, Duration wall, Callable<T> work)
            throws ExecutionException, InterruptedException, TimeoutException {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().name(name).start(task);
        try {
            return task.get(wall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            task.cancel(true);
            throw e;
        }
    }
}
