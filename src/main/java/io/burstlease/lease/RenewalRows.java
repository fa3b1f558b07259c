package io.burstlease.lease;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface RenewalRows extends JpaRepository<Renewal, String> {

    List<Renewal> findByLeaseIdOrderByRequestedAtDesc(String leaseId);

    boolean existsByLeaseIdAndStateIn(String leaseId, Collection<RenewalState> states);
}
