package io.burstlease.sandbox.cluster.auth;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A bootstrap token as its Secret states it. */
public record BootstrapToken(String id, String secret, boolean authenticates, boolean signs, List<String> groups) {

    private static final String TYPE = "bootstrap.kubernetes.io/token";
    private static final String GROUP = "system:bootstrappers";

    /** The token of a Secret, empty where it is none, is malformed or has expired. */
    public static Optional<BootstrapToken> of(ObjectNode secret, Instant now) {
        String id = data(secret, "token-id");
        String value = data(secret, "token-secret");
        boolean named = Json.name(secret).equals("bootstrap-token-" + id)
                && Json.namespace(secret).equals("kube-system")
                && Json.text(secret, "type").equals(TYPE);
        if (!named || !id.matches("[a-z0-9]{6}") || !value.matches("[a-z0-9]{16}") || expired(secret, now)) {
            return Optional.empty();
        }
        List<String> groups = new ArrayList<>(List.of(GROUP));
        for (String extra : data(secret, "auth-extra-groups").split(",", -1)) {
            if (extra.startsWith(GROUP + ":")) {
                groups.add(extra);
            }
        }
        boolean authenticates = data(secret, "usage-bootstrap-authentication").equals("true");
        boolean signs = data(secret, "usage-bootstrap-signing").equals("true");
        return Optional.of(new BootstrapToken(id, value, authenticates, signs, List.copyOf(groups)));
    }

    /** Whether it is a token whose time is over. */
    public static boolean expired(ObjectNode secret, Instant now) {
        return Json.text(secret, "type").equals(TYPE) && Moments.reached(data(secret, "expiration"), now);
    }

    public Identity identity() {
        return Identity.of("system:bootstrap:" + id, groups);
    }

    public String full() {
        return id + "." + secret;
    }

    private static String data(ObjectNode secret, String key) {
        try {
            byte[] decoded = Base64.getDecoder().decode(Json.text(secret, "data", key));
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
