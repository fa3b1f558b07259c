package io.burstlease.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, when, why, and under which policy.
 *
 * @param actor the caller as the audit trail names it, or {@link #SELF}
 * @param at database time
 * @param policy name and version of the policy that decided, or null where a person did
 */
public record Act(
        String actor,
        Instant at,
        @Nullable String reason,
        @Nullable String policy) {

    /** The service acting by itself. */
    public static final String SELF = "burstlease";

    public static Act by(String actor, Instant at, @Nullable String reason) {
        return new Act(actor, at, reason, null);
    }

    public static Act itself(Instant at, String reason) {
        return new Act(SELF, at, reason, null);
    }
}
