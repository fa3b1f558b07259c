package io.burstlease.audit;

import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the record, newest first. */
@Component
class AuditReading {

    private static final String LIST = "audit";
    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditReading(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What to look for; what is null is not asked for. {@code from} is included, {@code to} is not. */
    record Filter(
            @Nullable String actor,
            @Nullable String verb,
            @Nullable String kind,
            @Nullable String thingId,
            @Nullable Instant from,
            @Nullable Instant to) {}

    Page<AuditRow> page(Filter filter, PageQuery query) {
        long before = query.after(LIST, 1, key -> Long.valueOf(key.getFirst())).orElse(Long.MAX_VALUE);
        List<AuditRow> rows = jdbc.sql("""
                select id, at, actor, verb, kind, thing_id, team_id, reason, policy, detail, request_id
                from audit_entry
                where id < :before
                  and (cast(:actor as text) is null or actor = :actor)
                  and (cast(:verb as text) is null or verb = :verb)
                  and (cast(:kind as text) is null or kind = :kind)
                  and (cast(:thingId as text) is null or thing_id = :thingId)
                  and (cast(:from as timestamptz) is null or at >= :from)
                  and (cast(:to as timestamptz) is null or at < :to)
                order by id desc
                limit :limit
                """)
                .param("before", before)
                .param("actor", filter.actor())
                .param("verb", filter.verb())
                .param("kind", filter.kind())
                .param("thingId", filter.thingId())
                .param("from", utc(filter.from()))
                .param("to", utc(filter.to()))
                .param("limit", query.limit())
                .query((row, n) -> row(row))
                .list();
        return Page.of(rows, query, LIST, row -> List.of(row.id()));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private AuditRow row(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getString("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("verb"),
                row.getString("kind"),
                row.getString("thing_id"),
                row.getString("team_id"),
                row.getString("reason"),
                row.getString("policy"),
                json.readValue(row.getString("detail"), DETAIL),
                row.getString("request_id"));
    }
}
