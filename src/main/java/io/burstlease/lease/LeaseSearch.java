package io.burstlease.lease;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Pages of leases, newest first, by the key of the last one seen. */
@Repository
class LeaseSearch {

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final EntityManager entities;

    LeaseSearch(EntityManager entities) {
        this.entities = entities;
    }

    List<Lease> page(Set<String> teams, Set<LeaseState> states, Optional<Lease> after, int limit) {
        return entities.createQuery("""
                        select l
                        from Lease l
                        where (:anyTeam = true or l.ask.teamId in :teams)
                          and (:anyState = true or l.state in :states)
                          and (l.requestedAt < :at or (l.requestedAt = :at and l.id < :id))
                        order by l.requestedAt desc, l.id desc
                        """, Lease.class)
                .setParameter("anyTeam", teams.isEmpty())
                .setParameter("teams", teams.isEmpty() ? Set.of("") : teams)
                .setParameter("anyState", states.isEmpty())
                .setParameter("states", states.isEmpty() ? Set.of(LeaseState.ACTIVE) : states)
                .setParameter("at", after.map(Lease::requestedAt).orElse(FAR))
                .setParameter("id", after.map(Lease::id).orElse(""))
                .setMaxResults(limit)
                .getResultList();
    }
}
