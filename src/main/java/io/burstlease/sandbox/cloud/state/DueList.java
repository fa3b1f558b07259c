package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What will happen by itself, in order of time. */
final class DueList {

    enum Kind {
        BOOTED,
        AUTO_RELEASE,
        EXPIRED,
        GONE
    }

    record Due(Instant at, long order, Kind kind, String instanceId) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private long order;

    void add(Instant at, Kind kind, String instanceId) {
        queue.add(new Due(at, order++, kind, instanceId));
    }

    Optional<Due> poll(Instant now) {
        Due next = queue.peek();
        if (next == null || next.at().isAfter(now)) {
            return Optional.empty();
        }
        queue.remove();
        return Optional.of(next);
    }

    Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }
}
