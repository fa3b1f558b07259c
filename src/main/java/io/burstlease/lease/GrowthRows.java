package io.burstlease.lease;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface GrowthRows extends JpaRepository<Growth, String> {

    List<Growth> findByLeaseIdOrderByRequestedAtDesc(String leaseId);

    boolean existsByLeaseIdAndStateIn(String leaseId, Collection<GrowthState> states);
}
