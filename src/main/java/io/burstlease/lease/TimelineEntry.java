package io.burstlease.lease;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a lease's timeline.
 *
 * @param seq rises; readers ask for what comes after the last they saw
 * @param kind {@code LEASE}, {@code LAUNCH} or {@code HOST}
 * @param detail a JSON object
 */
public record TimelineEntry(
        long seq,
        Instant at,
        String kind,
        String thingId,
        String event,
        @Nullable String fromState,
        @Nullable String toState,
        String actor,
        @Nullable String reason,
        @Nullable String policy,
        String detail) {}
