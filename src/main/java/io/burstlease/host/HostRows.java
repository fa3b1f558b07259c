package io.burstlease.host;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;

interface HostRows extends JpaRepository<Host, String> {

    Optional<Host> findByInstanceId(String instanceId);

    Optional<Host> findByNodeName(String nodeName);

    List<Host> findByStateInOrderById(Collection<HostState> states);

    List<Host> findByLaunchIdOrderById(String launchId);

    @NativeQuery("""
            select h.*
            from host h
            join host_assignment a on a.host_id = h.id
            where a.lease_id = :leaseId
              and upper_inf(a.during)
              and h.state <> 'GONE'
            order by h.created_at, h.id
            """)
    List<Host> serving(String leaseId);

    @NativeQuery("""
            select h.*
            from host h
            where h.id in (select a.host_id from host_assignment a where a.lease_id = :leaseId)
            order by h.created_at, h.id
            """)
    List<Host> everServed(String leaseId);
}
