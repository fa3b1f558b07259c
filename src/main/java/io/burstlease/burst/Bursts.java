package io.burstlease.burst;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All bursts. */
@Repository
class Bursts {

    private static final String COLUMNS = "id, client, job_id, lease_id, gpus, asked_at, request";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Bursts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Holds everybody else who asks for the same job until this transaction ends. */
    void holdJob(String client, String jobId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", client + " " + jobId)
                .query((row, number) -> "")
                .single();
    }

    void save(Burst burst) {
        jdbc.sql("""
                        insert into burst (id, client, job_id, lease_id, gpus, asked_at, request)
                        values (:id, :client, :job, :lease, :gpus, :at, cast(:request as jsonb))
                        """)
                .param("id", burst.id())
                .param("client", burst.client())
                .param("job", burst.jobId())
                .param("lease", burst.leaseId())
                .param("gpus", burst.gpus())
                .param("at", burst.askedAt().atOffset(ZoneOffset.UTC))
                .param("request", json.writeValueAsString(burst.request()))
                .update();
    }

    Optional<Burst> byJob(String client, String jobId) {
        return jdbc.sql("select %s from burst where client = :client and job_id = :job".formatted(COLUMNS))
                .param("client", client)
                .param("job", jobId)
                .query(this::burst)
                .optional();
    }

    Optional<Burst> find(String id) {
        return jdbc.sql("select %s from burst where id = :id".formatted(COLUMNS))
                .param("id", id)
                .query(this::burst)
                .optional();
    }

    /** Newest first, after the key of the last one seen. */
    List<Burst> ofClient(String client, String afterId, int limit) {
        return jdbc.sql("""
                        select %s
                        from burst
                        where client = :client
                          and (:after = '' or (asked_at, id) < (select b.asked_at, b.id from burst b where b.id = :after))
                        order by asked_at desc, id desc
                        limit :limit
                        """.formatted(COLUMNS))
                .param("client", client)
                .param("after", afterId)
                .param("limit", limit)
                .query(this::burst)
                .list();
    }

    private Burst burst(ResultSet row, int number) throws SQLException {
        return new Burst(
                row.getString("id"),
                row.getString("client"),
                row.getString("job_id"),
                row.getString("lease_id"),
                row.getInt("gpus"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("request"), BurstRequest.class));
    }
}
