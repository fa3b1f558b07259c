package io.burstlease.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished errand, as an operator wants to see it.
 *
 * @param state {@code OPEN} or {@code GIVEN_UP}
 * @param lastOutcome what the last finished run said or came to, such as {@code WAIT} or {@code FAILED}
 * @param due when it runs next, or should have run
 * @param attempts runs begun since it was first started
 * @param failures failed runs in a row
 * @param claimedBy the replica at work on it now
 */
public record ErrandView(
        String name,
        String thing,
        String state,
        @Nullable String lastOutcome,
        @Nullable String lastReason,
        Instant due,
        long attempts,
        int failures,
        @Nullable String claimedBy) {}
