package io.burstlease.host;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface LaunchRows extends JpaRepository<Launch, String> {

    List<Launch> findByLeaseIdOrderByCreatedAt(String leaseId);

    @Query("""
            select l
            from Launch l
            where (:leaseId = '' or l.leaseId = :leaseId)
              and l.state in :states
              and (l.createdAt < :at or (l.createdAt = :at and l.id < :id))
            order by l.createdAt desc, l.id desc
            """)
    List<Launch> page(String leaseId, Collection<LaunchState> states, Instant at, String id, Limit limit);

    List<Launch> findByStateInOrderByCreatedAt(Collection<LaunchState> states);
}
