package io.burstlease.lease;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface LeaseRows extends JpaRepository<Lease, String> {

    List<Lease> findByStateInOrderById(Collection<LeaseState> states);
}
