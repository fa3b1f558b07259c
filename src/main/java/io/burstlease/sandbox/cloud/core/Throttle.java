package io.burstlease.sandbox.cloud.core;

import io.burstlease.sandbox.cloud.action.Refusal;
import io.burstlease.sandbox.cloud.world.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts calls by action within a minute of the clock. */
final class Throttle {

    private final Limits limits;
    private final Map<String, Integer> counts = new HashMap<>();
    private long minute = Long.MIN_VALUE;

    Throttle(Limits limits) {
        this.limits = limits;
    }

    void count(String action, Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), 60);
        if (current != minute) {
            minute = current;
            counts.clear();
        }
        if (counts.merge(action, 1, Integer::sum) > limits.of(action)) {
            throw new Refusal(400, "Throttling.User", "Request was denied due to user flow control.");
        }
    }
}
