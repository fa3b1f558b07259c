package io.burstlease.lease;

import java.util.EnumSet;
import java.util.Set;

/** The states of a growth and the one table of transitions between them. */
public enum GrowthState {
    REQUESTED,
    /** Granted; its hosts are bought, join and are prepared. */
    APPROVED,
    REJECTED,
    /** Nobody decided in time. */
    LAPSED,
    /** None of its hosts is still to come, and none was given up. */
    IN_FORCE,
    /** Some of its hosts could not be had, or the lease was over before; the lease wants no more than it got. */
    CUT;

    /** The states that may follow this one. */
    public Set<GrowthState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(APPROVED, REJECTED, LAPSED);
            case APPROVED -> EnumSet.of(IN_FORCE, CUT);
            case REJECTED, LAPSED, IN_FORCE, CUT -> EnumSet.noneOf(GrowthState.class);
        };
    }
}
