package io.burstlease.offer;

import java.time.Duration;

/**
 * How long an offer is left alone after the cloud had none. The shortest is what Karpenter's providers use for a
 * stock-out, the longest and the time to forget are those of the Cluster Autoscaler's node groups.
 */
final class Backoff {

    static final Duration SHORTEST = Duration.ofMinutes(3);
    static final Duration LONGEST = Duration.ofMinutes(30);

    /** Refusals are not counted on from one that is longer ago. */
    static final Duration FORGOTTEN = Duration.ofHours(3);

    private Backoff() {}

    /** Doubles with each refusal: 3, 6, 12, 24, 30 minutes. */
    static Duration after(int refusals) {
        Duration pause = SHORTEST;
        for (int i = 1; i < refusals && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
