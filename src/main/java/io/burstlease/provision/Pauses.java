package io.burstlease.provision;

import io.burstlease.lease.LeaseAsk;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an operator stopped from being bought. */
@Repository
class Pauses {

    /** One pause; {@code scope} is {@code ALL}, {@code TEAM/<id>} or {@code CLASS/<id>}. */
    record Pause(String scope, String reason, String actor, Instant since) {}

    private final JdbcClient jdbc;

    Pauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stops purchases for this application, the widest first. */
    Optional<Pause> stopping(LeaseAsk ask) {
        return jdbc.sql("""
                        select scope, reason, actor, since
                        from purchase_pause
                        where scope in ('ALL', :team, :class)
                        order by scope
                        limit 1
                        """)
                .param("team", "TEAM/" + ask.teamId())
                .param("class", "CLASS/" + ask.hostClassId())
                .query(Pauses::pause)
                .optional();
    }

    List<Pause> all() {
        return jdbc.sql("""
                        select scope, reason, actor, since
                        from purchase_pause
                        order by scope
                        """).query(Pauses::pause).list();
    }

    /** One that is in force already keeps its first reason. */
    boolean put(Pause pause) {
        return jdbc.sql("""
                                insert into purchase_pause (scope, reason, actor, since)
                                values (:scope, :reason, :actor, :since)
                                on conflict do nothing
                                """)
                        .param("scope", pause.scope())
                        .param("reason", pause.reason())
                        .param("actor", pause.actor())
                        .param("since", pause.since().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean remove(String scope) {
        return jdbc.sql("delete from purchase_pause where scope = :scope")
                        .param("scope", scope)
                        .update()
                == 1;
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                row.getString("scope"),
                row.getString("reason"),
                row.getString("actor"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
