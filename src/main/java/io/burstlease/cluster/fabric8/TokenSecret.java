package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A bootstrap token as kubeadm and the API server want it. */
final class TokenSecret {

    static final String NAMESPACE = "kube-system";
    private static final Pattern ID = Pattern.compile("[a-z0-9]{6}");
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]{16}");

    private TokenSecret() {}

    static String name(String tokenId) {
        if (!ID.matcher(tokenId).matches()) {
            throw wrong("A token id is six characters of a-z and 0-9");
        }
        return "bootstrap-token-" + tokenId;
    }

    /**
     * Refuses a token of another group than ours: its certificate requests would be approved by others, unseen by us.
     */
    static Secret of(BootstrapToken token, String ourGroup) {
        if (!SECRET.matcher(token.secret()).matches()) {
            throw wrong("The secret of token " + token.id() + " is not sixteen characters of a-z and 0-9");
        }
        if (!token.group().equals(ourGroup)) {
            throw wrong("Token " + token.id() + " is of group " + token.group() + ", but ours is " + ourGroup);
        }
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name(token.id()))
                .addToLabels("app.kubernetes.io/managed-by", "burstlease")
                .endMetadata()
                .withType("bootstrap.kubernetes.io/token")
                .withData(encoded(token))
                .build();
    }

    /** As data, not stringData: what is sent is what is stored, whoever serves it. */
    private static Map<String, String> encoded(BootstrapToken token) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("token-id", token.id());
        data.put("token-secret", token.secret());
        data.put("expiration", token.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        data.put("usage-bootstrap-authentication", "true");
        data.put("usage-bootstrap-signing", "true");
        data.put("auth-extra-groups", token.group());
        data.put("description", token.description());
        data.replaceAll((key, value) -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        return data;
    }

    private static ClusterException wrong(String why) {
        return new ClusterException(Family.INVALID, why, null);
    }
}
