package io.burstlease.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bulk readings of the cloud: their numbers, and how far others may build on them. */
public interface Passes {

    /** Numbers a reading, before its first page is asked for. */
    long begin(Instant at);

    /**
     * Ends a complete reading.
     *
     * @param distrust why its misses do not count, or null
     */
    void complete(long pass, Instant at, int instances, @Nullable String distrust);

    /** Ends a reading that is not complete; it says nothing of the cloud. */
    void fail(long pass, Instant at, String failure);

    /** True when a reading that was begun after the instant is complete. */
    boolean completeSince(Instant at);

    /** When the reading of this number was begun. */
    Optional<Instant> begunAt(long pass);

    /** When the last complete reading that was begun by the instant was over. */
    Optional<Instant> readBy(Instant begun);

    /**
     * How much of the time since the instant is covered by complete readings, up to the start of the last of them: what
     * a deadline may count. Of the time between two readings no more than {@code longestGap} counts.
     */
    Duration freshSince(Instant at, Duration longestGap);

    /** How well the readings go. */
    Freshness freshness();

    /**
     * How well the readings go.
     *
     * @param lastComplete number of the last complete reading, or null before the first
     * @param failuresSince readings that failed since then
     * @param lastFailure of any reading, with its time
     * @param distrust why the misses of the last complete reading do not count
     */
    record Freshness(
            @Nullable Long lastComplete,
            @Nullable Instant begunAt,
            @Nullable Integer instances,
            long failuresSince,
            @Nullable String lastFailure,
            @Nullable Instant lastFailureAt,
            @Nullable String distrust) {}
}
