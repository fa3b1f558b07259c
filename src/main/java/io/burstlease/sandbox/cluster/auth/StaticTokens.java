package io.burstlease.sandbox.cluster.auth;

import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Bearer tokens of users that are no nodes, kept in a file beside the authority. */
public final class StaticTokens {

    private final Path file;
    private final ObjectNode byToken;
    private final SecureRandom random = new SecureRandom();

    public StaticTokens(Path file) {
        this.file = file;
        try {
            byToken = Files.exists(file) ? Json.parse(Files.readString(file)) : Json.object();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user's token, made on first use. */
    public synchronized String of(String user, List<String> groups) {
        for (var entry : byToken.properties()) {
            if (Json.text(entry.getValue(), "user").equals(user)) {
                return entry.getKey();
            }
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = "sandbox-" + HexFormat.of().formatHex(bytes);
        ObjectNode entry = byToken.putObject(token);
        entry.put("user", user).set("groups", Json.array(groups));
        try {
            Files.writeString(file, Json.write(byToken));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return token;
    }

    /** The token of a service account with the groups such an account has. */
    public String ofServiceAccount(String namespace, String name) {
        return of(
                "system:serviceaccount:" + namespace + ":" + name,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace));
    }

    synchronized Optional<Identity> find(String token) {
        return byToken.get(token) instanceof ObjectNode entry
                ? Optional.of(Identity.of(Json.text(entry, "user"), Json.texts(entry, "groups")))
                : Optional.empty();
    }
}
