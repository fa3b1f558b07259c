package io.burstlease.sandbox.oidc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Swagger UI, and one client for each person and platform, so that a script gets a token with one call. */
final class Clients {

    private static final Duration TOKEN_LIFE = Duration.ofHours(8);

    private Clients() {}

    static List<RegisteredClient> all(String serviceUrl) {
        List<RegisteredClient> clients = new ArrayList<>();
        clients.add(swagger(serviceUrl));
        People.all().forEach(somebody -> clients.add(script(somebody)));
        return clients;
    }

    private static RegisteredClient swagger(String serviceUrl) {
        String redirect = "/swagger-ui/oauth2-redirect.html";
        return RegisteredClient.withId("burstlease-swagger")
                .clientId("burstlease-swagger")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(serviceUrl + redirect)
                .redirectUri(serviceUrl.replace("localhost", "127.0.0.1") + redirect)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(life())
                .build();
    }

    private static RegisteredClient script(People.Somebody somebody) {
        return RegisteredClient.withId(somebody.id())
                .clientId(somebody.id())
                .clientSecret("{noop}" + somebody.id())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(life())
                .build();
    }

    private static TokenSettings life() {
        return TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build();
    }
}
