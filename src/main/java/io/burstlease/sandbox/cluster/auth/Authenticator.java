package io.burstlease.sandbox.cluster.auth;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.ObjectKey;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells who is calling from a client certificate or a bearer token.
 *
 * <p>A good token is remembered for a while, as on a real server: one that was deleted goes on working that long.
 */
public final class Authenticator {

    private final ObjectStore store;
    private final Clock clock;
    private final StaticTokens tokens;
    private final Duration remembered;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    public Authenticator(ObjectStore store, Clock clock, StaticTokens tokens, Duration remembered) {
        this.store = store;
        this.clock = clock;
        this.tokens = tokens;
        this.remembered = remembered;
    }

    private record Known(Identity identity, Instant until) {}

    /** Anonymous where nothing is shown; 401 where a token is shown that nobody knows. */
    public Identity authenticate(@Nullable X509Certificate certificate, @Nullable String authorization) {
        if (certificate != null) {
            return subject(certificate);
        }
        if (authorization == null || authorization.isBlank()) {
            return Identity.anonymous();
        }
        String[] parts = authorization.strip().split("\\s+", 2);
        if (parts.length != 2 || !parts[0].equalsIgnoreCase("Bearer")) {
            return Identity.anonymous();
        }
        return tokens.find(parts[1]).or(() -> bootstrap(parts[1])).orElseThrow(ApiFailure::unauthorized);
    }

    private static Identity subject(X509Certificate certificate) {
        try {
            String user = "";
            List<String> groups = new ArrayList<>();
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                String value = String.valueOf(part.getValue());
                if (part.getType().equalsIgnoreCase("CN")) {
                    user = value;
                } else if (part.getType().equalsIgnoreCase("O")) {
                    groups.add(value);
                }
            }
            return Identity.of(user, groups);
        } catch (InvalidNameException e) {
            throw ApiFailure.unauthorized();
        }
    }

    private Optional<Identity> bootstrap(String token) {
        Instant now = clock.instant();
        Known before = known.get(token);
        if (before != null && now.isBefore(before.until())) {
            return Optional.of(before.identity());
        }
        known.remove(token);
        String id = token.split("\\.", 2)[0];
        ObjectNode secret = store.find(new ObjectKey("secrets", "kube-system", "bootstrap-token-" + id));
        if (secret == null) {
            return Optional.empty();
        }
        Optional<Identity> found = BootstrapToken.of(secret, now)
                .filter(each -> each.authenticates() && each.full().equals(token))
                .map(BootstrapToken::identity);
        found.ifPresent(identity -> known.put(token, new Known(identity, now.plus(remembered))));
        return found;
    }
}
