package io.burstlease.lease;

import java.util.EnumSet;
import java.util.Set;

/** The states of a renewal and the one table of transitions between them. */
public enum RenewalState {
    REQUESTED,
    /** Granted; the hosts' release times are being moved in the cloud. */
    APPROVED,
    REJECTED,
    /** Nobody decided before the lease's end. */
    LAPSED,
    /** Every host's release time was seen moved. */
    IN_FORCE;

    /** The states that may follow this one. */
    public Set<RenewalState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(APPROVED, REJECTED, LAPSED);
            case APPROVED -> EnumSet.of(IN_FORCE, LAPSED);
            case REJECTED, LAPSED, IN_FORCE -> EnumSet.noneOf(RenewalState.class);
        };
    }
}
