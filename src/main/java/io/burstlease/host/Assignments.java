package io.burstlease.host;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** Hosts of the lease that another lease had after it. */
    Set<String> handedOn(String leaseId) {
        return new HashSet<>(jdbc.sql("""
                        select a.host_id
                        from host_assignment a
                        join host_assignment b on b.host_id = a.host_id and lower(b.during) >= upper(a.during)
                        where a.lease_id = :lease
                        """)
                .param("lease", leaseId)
                .query((row, number) -> row.getString("host_id"))
                .list());
    }

    /** When each host began to serve the lease, where another lease had it before, and when it ceased to. */
    Map<String, Tenure> tenures(String leaseId) {
        Map<String, Tenure> tenures = new HashMap<>();
        jdbc.sql("""
                        select a.host_id, lower(a.during) as begun, upper(a.during) as ended,
                               exists (
                                   select
                                   from host_assignment b
                                   where b.host_id = a.host_id
                                     and upper(b.during) <= lower(a.during)
                               ) as later
                        from host_assignment a
                        where a.lease_id = :lease
                        """).param("lease", leaseId).query(row -> {
            tenures.put(
                    row.getString("host_id"),
                    new Tenure(row.getBoolean("later") ? instant(row, "begun") : null, instant(row, "ended")));
        });
        return tenures;
    }

    /**
     * The time in which a host serves a lease.
     *
     * @param from null where it was bought for it
     * @param until null while it serves it
     */
    record Tenure(@Nullable Instant from, @Nullable Instant until) {}

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
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
