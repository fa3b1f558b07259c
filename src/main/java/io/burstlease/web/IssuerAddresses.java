package io.burstlease.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where people sign in and tokens are handed out: as configured, else as the issuer says, asked once it can be reached.
 */
@Component
class IssuerAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerAddresses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcSettings oidc;
    private final String issuer;
    private final JsonMapper json;
    private final AtomicReference<@Nullable Pair> discovered = new AtomicReference<>();

    IssuerAddresses(
            OidcSettings oidc,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            JsonMapper json) {
        this.oidc = oidc;
        this.issuer = issuer;
        this.json = json;
    }

    record Pair(String authorization, String token) {}

    Optional<Pair> addresses() {
        String authorization = oidc.authorizationUri();
        String token = oidc.tokenUri();
        if (authorization != null && token != null) {
            return Optional.of(new Pair(authorization, token));
        }
        if (discovered.get() == null) {
            discovered.set(ask());
        }
        return Optional.ofNullable(discovered.get());
    }

    private @Nullable Pair ask() {
        URI metadata = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(metadata).timeout(PATIENCE).build();
            JsonNode stated = json.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            return new Pair(
                    stated.path("authorization_endpoint").stringValue(),
                    stated.path("token_endpoint").stringValue());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } catch (IOException | JacksonException silent) {
            LOG.warn(
                    "The issuer does not say at {} where to sign in: the contract is shown without it",
                    metadata,
                    silent);
            return null;
        }
    }
}
