package io.burstlease.adopt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that somebody wants to have taken over.
 *
 * @param applicant subject of whoever asked
 * @param actor the same as the audit trail names them
 */
record Adoption(
        String id,
        AdoptionState state,
        Instant stateSince,
        boolean dryRun,
        String applicant,
        String actor,
        Instant requestedAt,
        long version,
        List<Row> hosts) {

    Adoption {
        hosts = List.copyOf(hosts);
    }

    /**
     * One host of it.
     *
     * @param hostId once it is taken over
     */
    record Row(
            int ordinal,
            HostToAdopt wish,
            List<Finding> findings,
            @Nullable String hostId) {
        Row {
            findings = List.copyOf(findings);
        }
    }
}
