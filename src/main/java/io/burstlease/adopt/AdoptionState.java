package io.burstlease.adopt;

import java.util.EnumSet;
import java.util.Set;

/** The states of an adoption and the one table of transitions between them. */
enum AdoptionState {
    /** The cloud and the cluster are asked about every host. */
    EXAMINING,
    /** A dry run found nothing that stands against it; nothing was changed. */
    CLEAR,
    /** Something stands against it; nothing was changed. */
    REFUSED,
    /** The hosts are their leases'; tags and labels have yet to be seen. */
    ADOPTING,
    /** Every host was seen with its tags. */
    ADOPTED;

    Set<AdoptionState> next() {
        return switch (this) {
            case EXAMINING -> EnumSet.of(CLEAR, REFUSED, ADOPTING);
            case ADOPTING -> EnumSet.of(ADOPTED);
            case CLEAR, REFUSED, ADOPTED -> EnumSet.noneOf(AdoptionState.class);
        };
    }
}
