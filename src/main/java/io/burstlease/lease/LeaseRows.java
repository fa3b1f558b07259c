package io.burstlease.lease;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface LeaseRows extends JpaRepository<Lease, String> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Lease l where l.id = :id")
    Optional<Lease> lock(String id);

    List<Lease> findByStateInOrderById(Collection<LeaseState> states);
}
