package io.burstlease.host;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which lease a host serves, as rows with half-open time ranges. */
@Repository
class Assignments {

    private final JdbcClient jdbc;

    Assignments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(String hostId, String leaseId, Instant at) {
        jdbc.sql("""
                        insert into host_assignment (host_id, lease_id, during)
                        values (:host, :lease, tstzrange(:at, null, '[)'))
                        """)
                .param("host", hostId)
                .param("lease", leaseId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Closing one that is closed already changes nothing. */
    void close(String hostId, Instant at) {
        jdbc.sql("""
                        update host_assignment
                        set during = tstzrange(lower(during), greatest(:at, lower(during) + interval '1 microsecond'), '[)')
                        where host_id = :host
                          and upper_inf(during)
                        """)
                .param("host", hostId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<String> leaseOf(String hostId) {
        return jdbc.sql("""
                        select lease_id
                        from host_assignment
                        where host_id = :host
                          and upper_inf(during)
                        """).param("host", hostId).query(String.class).optional();
    }
}
