package io.burstlease.workflow;

import java.time.Duration;

/**
 * One kind of durable work: what to do next for one thing. Beans of this type are found and run by name.
 *
 * <p>The same errand may run twice at once for one thing, because a slow run can be taken for dead. So a run calls out
 * only for what may be repeated, and writes what it learned through {@link Claim#settle}, which refuses the older run.
 */
public interface Errand {

    /** Stable over releases: lower case with dashes, such as {@code lease-provision}. */
    String name();

    /**
     * Does one step. May call out; is never inside a transaction. An exception means: again, later and later, with the
     * reason kept.
     */
    Outcome run(Claim claim) throws Exception;

    /** A run longer than this is interrupted, loses its claim and counts as failed. */
    default Duration wall() {
        return Duration.ofMinutes(2);
    }
}
