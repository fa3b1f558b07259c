package io.burstlease.host;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface LaunchRows extends JpaRepository<Launch, String> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Launch l where l.id = :id")
    Optional<Launch> lock(String id);

    List<Launch> findByLeaseIdOrderByCreatedAt(String leaseId);

    List<Launch> findByStateInOrderByCreatedAt(Collection<LaunchState> states);
}
