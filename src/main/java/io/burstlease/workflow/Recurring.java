package io.burstlease.workflow;

import java.time.Duration;

/** Work that comes round again and again, run by exactly one replica at a time. Beans of this type are found. */
public interface Recurring {

    /** Stable over releases, and no errand's name. */
    String name();

    /** The pause from the end of one run to the start of the next. */
    Duration every();

    /** May call out; is never inside a transaction. An exception is counted, shown, and tried again after the pause. */
    void run() throws Exception;

    /** Whether it changes something outside, and so rests during a {@link Standstill}. */
    default boolean changesTheWorld() {
        return false;
    }

    /** A run longer than this is interrupted and counts as failed. */
    default Duration wall() {
        return Duration.ofMinutes(5);
    }
}
