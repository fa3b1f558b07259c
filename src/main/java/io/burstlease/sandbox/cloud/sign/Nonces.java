package io.burstlease.sandbox.cloud.sign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The nonces seen while a signature with them could still be accepted. */
final class Nonces {

    private static final Duration KEPT = Freshness.WINDOW.multipliedBy(2);

    private record Seen(String nonce, Instant until) {}

    private final Set<String> known = new HashSet<>();
    private final Deque<Seen> order = new ArrayDeque<>();

    /** Whether it is the first time. */
    synchronized boolean first(String accessKeyId, String nonce, Instant now) {
        while (!order.isEmpty() && order.getFirst().until().isBefore(now)) {
            known.remove(order.removeFirst().nonce());
        }
        String key = accessKeyId + "/" + nonce;
        if (!known.add(key)) {
            return false;
        }
        order.addLast(new Seen(key, now.plus(KEPT)));
        return true;
    }
}
