package io.burstlease.host;

import io.burstlease.team.Visibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages of hosts with the lease each served last. */
@Repository
class HostSearch {

    private static final List<String> START = List.of("9999-01-01T00:00:00Z", "");

    private final JdbcClient jdbc;
    private final HostRows rows;

    HostSearch(JdbcClient jdbc, HostRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    List<HostView> page(Visibility visible, Set<HostState> states, Optional<List<String>> after, int limit) {
        List<String> key = after.orElse(START);
        return jdbc
                .sql("""
                        select h.id, a.lease_id
                        from host h
                        join lateral (
                            select lease_id
                            from host_assignment
                            where host_id = h.id
                            order by lower(during) desc
                            limit 1
                        ) a on true
                        join lease_outline l on l.lease_id = a.lease_id
                        where h.state in (:states)
                          and (:everything or l.team_id in (:teams))
                          and (h.created_at, h.id) < (:at, :id)
                        order by h.created_at desc, h.id desc
                        limit :limit
                        """)
                .param("states", states.stream().map(Enum::name).toList())
                .param("everything", visible.everything())
                .param("teams", visible.teams().isEmpty() ? Set.of("") : visible.teams())
                .param("at", Instant.parse(key.getFirst()).atOffset(ZoneOffset.UTC))
                .param("id", key.getLast())
                .param("limit", limit)
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .map(pair -> HostView.of(rows.findById(pair.getFirst()).orElseThrow(), pair.getLast()))
                .toList();
    }

    @Nullable
    String lastLeaseOf(String hostId) {
        return jdbc.sql("""
                        select lease_id
                        from host_assignment
                        where host_id = :host
                        order by lower(during) desc
                        limit 1
                        """)
                .param("host", hostId)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
