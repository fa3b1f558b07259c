package io.burstlease.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Does things at the same moment, each in a thread of its own. */
public final class AtOnce {

    /** Fewer than the service has connections to its database. */
    private static final int TOGETHER = 16;

    private AtOnce() {}

    /** What came of each, in their order; they start in groups of sixteen, or all where they are fewer. */
    public static <T> List<T> all(List<Callable<T>> things) throws Exception {
        int together = Math.min(things.size(), TOGETHER);
        CyclicBarrier start = new CyclicBarrier(together);
        Stream<Callable<T>> held = things.stream().map(thing -> () -> {
            start.await();
            return thing.call();
        });
        List<T> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(together)) {
            for (Future<T> one : threads.invokeAll(held.toList())) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }
}
