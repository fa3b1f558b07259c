package io.burstlease.observe;

import io.burstlease.cloud.ChargeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What nobody accounts for, from when on and until when. */
@Repository
class Strays {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Strays(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * All that a complete reading showed; what it did not show any more is settled. A reading that comes late changes
     * nothing of what a later one said. In the caller's transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shown(Instant at, List<Stray> strays) {
        List<Map<String, Object>> rows = strays.stream()
                .map(stray -> Map.<String, Object>of(
                        "instance_id", stray.instanceId(),
                        "kind", stray.kind().name(),
                        "instance_type", stray.instanceType(),
                        "zone", stray.zone(),
                        "charge_type", stray.chargeType().name(),
                        "detail", stray.detail()))
                .toList();
        jdbc.sql("""
                        insert into stray (
                          instance_id, kind, instance_type, zone, charge_type, detail, first_seen_at, last_seen_at
                        )
                        select instance_id, kind, instance_type, zone, charge_type, detail, :at, :at
                        from jsonb_to_recordset(cast(:rows as jsonb)) as shown (
                          instance_id text, kind text, instance_type text, zone text, charge_type text, detail text
                        )
                        on conflict (instance_id, kind) where settled_at is null
                        do update set detail = excluded.detail, last_seen_at = excluded.last_seen_at
                        where stray.last_seen_at < excluded.last_seen_at
                        """)
                .param("rows", json.writeValueAsString(rows))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        update stray
                        set settled_at = :at
                        where settled_at is null
                          and last_seen_at < :at
                        """).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** Those of the last complete reading, the oldest first. */
    public List<Stray> open() {
        return jdbc.sql("""
                        select instance_id, kind, instance_type, zone, charge_type, detail, first_seen_at
                        from stray
                        where settled_at is null
                        order by first_seen_at, instance_id, kind
                        """).query(Strays::stray).list();
    }

    private static Stray stray(ResultSet row, int number) throws SQLException {
        return new Stray(
                row.getString("instance_id"),
                Stray.Kind.valueOf(row.getString("kind")),
                row.getString("instance_type"),
                row.getString("zone"),
                ChargeType.valueOf(row.getString("charge_type")),
                row.getString("detail"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant());
    }
}
