package io.burstlease.host;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the events of hosts and launches, which stand in the lease's timeline. */
@Repository
class HostTimeline {

    private final JdbcClient jdbc;

    HostTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(String hostId, Optional<String> leaseId, HostChange change) {
        jdbc.sql("""
                        insert into host_event (host_id, lease_id, at, event, from_state, to_state, reason)
                        values (:host, :lease, :at, :event, :from, :to, :reason)
                        """)
                .param("host", hostId)
                .param("lease", leaseId.orElse(null))
                .param("at", at(change.at()))
                .param("event", change.name())
                .param("from", name(change.from()))
                .param("to", change.to().name())
                .param("reason", change.reason())
                .update();
    }

    void append(Launch launch, LaunchChange change) {
        jdbc.sql("""
                        insert into launch_event (launch_id, lease_id, at, event, from_state, to_state, reason)
                        values (:launch, :lease, :at, :event, :from, :to, :reason)
                        """)
                .param("launch", launch.id())
                .param("lease", launch.leaseId())
                .param("at", at(change.at()))
                .param("event", change.name())
                .param("from", name(change.from()))
                .param("to", change.to().name())
                .param("reason", change.reason())
                .update();
    }

    private static OffsetDateTime at(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String name(@Nullable Enum<?> state) {
        return state == null ? null : state.name();
    }
}
