package io.burstlease.host;

import io.burstlease.cloud.LaunchRequest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads a frozen request: its user data, which holds a token, is encrypted and apart from the rest. */
@Component
class FrozenRequests {

    private final JsonMapper json;
    private final BytesEncryptor encryptor;

    FrozenRequests(JsonMapper json, BytesEncryptor encryptor) {
        this.json = json;
        this.encryptor = encryptor;
    }

    String withoutSecret(LaunchRequest request) {
        return json.writeValueAsString(request.withUserData(""));
    }

    byte[] secret(LaunchRequest request) {
        return encryptor.encrypt(request.userData().getBytes(StandardCharsets.UTF_8));
    }

    Attempt attempt(ResultSet row, int number) throws SQLException {
        byte[] secret = row.getBytes("secret");
        String userData = secret == null ? "" : new String(encryptor.decrypt(secret), StandardCharsets.UTF_8);
        String settledAs = row.getString("settled_as");
        return new Attempt(
                row.getString("launch_id"),
                row.getInt("attempt"),
                row.getString("client_token"),
                Objects.requireNonNullElse(row.getString("token_id"), ""),
                json.readValue(row.getString("request"), LaunchRequest.class).withUserData(userData),
                instant(row, "auto_release_at"),
                row.getObject("frozen_at", OffsetDateTime.class).toInstant(),
                instant(row, "settled_at"),
                settledAs == null ? null : Settlement.valueOf(settledAs));
    }

    static Send send(ResultSet row, int number) throws SQLException {
        Instant answeredAt = instant(row, "answered_at");
        SendAnswer answer = answeredAt == null
                ? null
                : new SendAnswer(
                        answeredAt,
                        SendAnswer.Kind.valueOf(row.getString("answer")),
                        row.getString("code"),
                        row.getString("message"),
                        row.getString("request_id"));
        return new Send(
                row.getLong("id"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                answer);
    }

    static Reading reading(ResultSet row, int number) throws SQLException {
        return new Reading(row.getObject("begun_at", OffsetDateTime.class).toInstant(), Set.of((String[])
                row.getArray("instance_ids").getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
