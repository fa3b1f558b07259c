package io.burstlease.lease;

import java.util.EnumSet;
import java.util.Set;

/** The states of a lease and the one table of transitions between them. */
public enum LeaseState {
    /** Applied for; nobody decided yet. */
    REQUESTED,
    /** Granted; waits for its start. */
    APPROVED,
    /** Hosts are being bought, joined and prepared. */
    PROVISIONING,
    /** The hosts are the team's to use. */
    ACTIVE,
    /** Over; hosts are drained and deleted. */
    RELEASING,
    /** Every host was seen gone. */
    RELEASED,
    REJECTED,
    /** Withdrawn before anything was bought. */
    CANCELLED,
    /** Nobody decided in time. */
    LAPSED,
    /** Gave up, and every host was seen gone. */
    FAILED;

    /** The states that may follow this one. */
    public Set<LeaseState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(APPROVED, REJECTED, CANCELLED, LAPSED);
            case APPROVED -> EnumSet.of(PROVISIONING, CANCELLED);
            case PROVISIONING -> EnumSet.of(ACTIVE, RELEASING);
            case ACTIVE -> EnumSet.of(RELEASING);
            case RELEASING -> EnumSet.of(RELEASED, FAILED);
            case RELEASED, REJECTED, CANCELLED, LAPSED, FAILED -> EnumSet.noneOf(LeaseState.class);
        };
    }

    /** True when nothing can happen to the lease any more. */
    public boolean isFinal() {
        return next().isEmpty();
    }
}
