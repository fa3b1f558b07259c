package io.burstlease.web;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The answers already given, by key. */
@Component
class IdempotencyKeys {

    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IdempotencyKeys(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whose key it is, and for what. */
    record Key(String principal, String method, String path, String value) {}

    private record Row(byte[] hash, StoredAnswer answer) {}

    /**
     * Takes the key for this transaction, or finds what it was answered with. Where another transaction holds it, this
     * waits on the unique index until that one is committed or rolled back.
     */
    Optional<StoredAnswer> claim(Key key, byte[] hash) {
        boolean first = jdbc.sql("""
                insert into idempotency_key (principal, method, path, key, request_hash)
                values (:principal, :method, :path, :value, :hash)
                on conflict do nothing
                """)
                        .param("principal", key.principal())
                        .param("method", key.method())
                        .param("path", key.path())
                        .param("value", key.value())
                        .param("hash", hash)
                        .update()
                == 1;
        return first ? Optional.empty() : Optional.of(answered(key, hash));
    }

    /** Keeps the answer with the key that this transaction has taken. */
    void keep(Key key, StoredAnswer answer) {
        int kept = jdbc.sql("""
                update idempotency_key
                set status = :status, headers = cast(:headers as jsonb), body = :body
                where principal = :principal and method = :method and path = :path and key = :value and status is null
                """)
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body())
                .param("principal", key.principal())
                .param("method", key.method())
                .param("path", key.path())
                .param("value", key.value())
                .update();
        if (kept != 1) {
            throw new IllegalStateException("the idempotency key of this request is gone");
        }
    }

    /** Forgets what was answered more than 72 hours ago. */
    @Scheduled(fixedDelayString = "PT1H")
    int forget() {
        return jdbc.sql("""
                delete from idempotency_key
                where created_at < clock_timestamp() - interval '72 hours'
                """).update();
    }

    private StoredAnswer answered(Key key, byte[] hash) {
        Row row = jdbc.sql("""
                select request_hash, status, headers, body
                from idempotency_key
                where principal = :principal and method = :method and path = :path and key = :value
                """)
                .param("principal", key.principal())
                .param("method", key.method())
                .param("path", key.path())
                .param("value", key.value())
                .query((found, n) -> new Row(
                        found.getBytes(1),
                        new StoredAnswer(
                                found.getInt(2), json.readValue(found.getString(3), HEADERS), found.getBytes(4))))
                .single();
        if (!MessageDigest.isEqual(row.hash(), hash)) {
            throw ProblemException.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Reasons.KEY_REUSED,
                    "This Idempotency-Key was used for another request: use a new key for a new request.",
                    List.of(new Fault(Idempotency.HEADER, "reused", "belongs to another request")));
        }
        return row.answer();
    }
}
