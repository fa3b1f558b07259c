package io.burstlease.host;

import java.util.EnumSet;
import java.util.Set;

/** The states of a launch and the one table of transitions between them. */
public enum LaunchState {
    /** Recorded and frozen; not sent yet. */
    INTENDED,
    /** A send is on record; no answer is settled yet. */
    SENT,
    /** The cloud named instances, or reads found them. */
    KNOWN,
    /** The cloud refused, or reads proved that nothing was bought. */
    REFUSED,
    /** It may or may not have been bought; only reads settle it. */
    UNKNOWN;

    /** The states that may follow this one. */
    public Set<LaunchState> next() {
        return switch (this) {
            case INTENDED -> EnumSet.of(SENT, REFUSED);
            case SENT -> EnumSet.of(KNOWN, REFUSED, UNKNOWN);
            case UNKNOWN -> EnumSet.of(SENT, KNOWN, REFUSED);
            case KNOWN, REFUSED -> EnumSet.noneOf(LaunchState.class);
        };
    }

    /** True when it is known what was bought. */
    public boolean isSettled() {
        return next().isEmpty();
    }
}
