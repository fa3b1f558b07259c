package io.burstlease.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.burstlease.web.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/** An OpenID Connect provider on loopback, one per run, that signs whatever token a test asks for. */
public final class TestIssuer {

    private static final TestIssuer ONLY = new TestIssuer();

    private final RSAKey key;
    private final HttpServer server;

    private TestIssuer() {
        try {
            this.key = new RSAKeyGenerator(2048).keyID("test").generate();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException failure) {
            throw new IllegalStateException(failure);
        }
        serve("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "authorization_endpoint": "%1$s/authorize",
                 "token_endpoint": "%1$s/token", "subject_types_supported": ["public"],
                 "response_types_supported": ["code"]}
                """.formatted(uri()));
        serve("/jwks", new JWKSet(key.toPublicJWK()).toString());
        server.start();
    }

    /** The address that its tokens bear as issuer. */
    public static String address() {
        return ONLY.uri();
    }

    /** A token of a person or machine with these roles that never expires. */
    public static String token(String subject, Role... roles) {
        return token(claims -> claims.claim("preferred_username", subject)
                .claim("roles", Arrays.stream(roles).map(Role::claim).toList()));
    }

    /** A token with what the test puts in; it has issuer and {@code sub} already. */
    public static String token(Consumer<JWTClaimsSet.Builder> claims) {
        JWTClaimsSet.Builder builder =
                new JWTClaimsSet.Builder().issuer(address()).subject("0c1f");
        claims.accept(builder);
        return ONLY.sign(builder.build(), ONLY.key);
    }

    /** A token like any other, signed with a key that the issuer does not know. */
    public static String forged(String subject, Role... roles) {
        try {
            RSAKey other = new RSAKeyGenerator(2048).keyID("test").generate();
            return ONLY.sign(
                    new JWTClaimsSet.Builder()
                            .issuer(address())
                            .subject(subject)
                            .claim(
                                    "roles",
                                    Arrays.stream(roles).map(Role::claim).toList())
                            .build(),
                    other);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What an application needs to believe its tokens. */
    public static Map<String, String> properties() {
        return Map.of("spring.security.oauth2.resourceserver.jwt.issuer-uri", address());
    }

    private String sign(JWTClaimsSet claims, RSAKey signer) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(signer));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void serve(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }
}
