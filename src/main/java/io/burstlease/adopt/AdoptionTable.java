package io.burstlease.adopt;

import io.burstlease.naming.RandomId;
import io.burstlease.web.Caller;
import io.burstlease.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Adoptions in their tables. */
@Repository
class AdoptionTable {

    private static final OffsetDateTime FAR = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AdoptionTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    String open(Caller caller, List<HostToAdopt> hosts, boolean dryRun, Instant at) {
        String id = RandomId.of("d", 10);
        jdbc.sql("""
                        insert into adoption (id, state, state_since, dry_run, applicant, actor, requested_at)
                        values (:id, 'EXAMINING', :at, :dryRun, :applicant, :actor, :at)
                        """)
                .param("id", id)
                .param("at", utc(at))
                .param("dryRun", dryRun)
                .param("applicant", caller.subject())
                .param("actor", caller.actor())
                .update();
        for (int i = 0; i < hosts.size(); i++) {
            jdbc.sql("""
                            insert into adoption_host (adoption_id, ordinal, instance_id, wish)
                            values (:id, :ordinal, :instance, cast(:wish as jsonb))
                            """)
                    .param("id", id)
                    .param("ordinal", i)
                    .param("instance", hosts.get(i).instanceId())
                    .param("wish", json.writeValueAsString(hosts.get(i)))
                    .update();
        }
        return id;
    }

    /** @throws ProblemException 404 when there is none */
    @Transactional(readOnly = true)
    Adoption get(String id) {
        return jdbc.sql("""
                        select id, state, state_since, dry_run, applicant, actor, requested_at, version
                        from adoption
                        where id = :id
                        """)
                .param("id", id)
                .query(this::adoption)
                .optional()
                .orElseThrow(() -> ProblemException.notFound("adoption", id));
    }

    /** Newest first; {@code after} is the last of the page before. */
    @Transactional(readOnly = true)
    List<Adoption> list(Optional<Adoption> after, int limit) {
        return jdbc.sql("""
                        select id, state, state_since, dry_run, applicant, actor, requested_at, version
                        from adoption
                        where (requested_at, id) < (:at, :id)
                        order by requested_at desc, id desc
                        limit :limit
                        """)
                .param("at", after.map(last -> utc(last.requestedAt())).orElse(FAR))
                .param("id", after.map(Adoption::id).orElse(""))
                .param("limit", limit)
                .query(this::adoption)
                .list();
    }

    /** Enters another state, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void move(Adoption adoption, AdoptionState to, Instant at) {
        if (!adoption.state().next().contains(to)) {
            throw new IllegalStateException(
                    "adoption " + adoption.id() + " is " + adoption.state() + ", not to be " + to);
        }
        int moved = jdbc.sql("""
                        update adoption
                        set state = :to,
                            state_since = :at,
                            version = version + 1
                        where id = :id
                          and state = :from
                        """)
                .param("to", to.name())
                .param("at", utc(at))
                .param("id", adoption.id())
                .param("from", adoption.state().name())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("adoption " + adoption.id() + " is not " + adoption.state() + " any more");
        }
    }

    /** Keeps what stands against hosts, by ordinal, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void found(String id, Map<Integer, List<Finding>> findings) {
        findings.forEach((ordinal, found) -> row("""
                update adoption_host
                set findings = cast(:value as jsonb)
                where adoption_id = :id
                  and ordinal = :ordinal
                """, id, ordinal, json.writeValueAsString(found)));
    }

    /** Keeps which host a row became, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void became(String id, int ordinal, String hostId) {
        row("""
                update adoption_host
                set host_id = :value
                where adoption_id = :id
                  and ordinal = :ordinal
                """, id, ordinal, hostId);
    }

    private void row(String sql, String id, int ordinal, String value) {
        int changed = jdbc.sql(sql)
                .param("value", value)
                .param("id", id)
                .param("ordinal", ordinal)
                .update();
        if (changed != 1) {
            throw new IllegalStateException("adoption " + id + " has no host " + ordinal);
        }
    }

    private Adoption adoption(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        return new Adoption(
                id,
                AdoptionState.valueOf(row.getString("state")),
                row.getObject("state_since", OffsetDateTime.class).toInstant(),
                row.getBoolean("dry_run"),
                row.getString("applicant"),
                row.getString("actor"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                hosts(id));
    }

    private List<Adoption.Row> hosts(String id) {
        return jdbc.sql("""
                        select ordinal, wish, findings, host_id
                        from adoption_host
                        where adoption_id = :id
                        order by ordinal
                        """)
                .param("id", id)
                .query((row, number) -> new Adoption.Row(
                        row.getInt("ordinal"),
                        json.readValue(row.getString("wish"), HostToAdopt.class),
                        List.of(json.readValue(row.getString("findings"), Finding[].class)),
                        row.getString("host_id")))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
