package io.burstlease.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the identity provider's tokens are read.
 *
 * @param rolesClaim the claim that lists the roles; a dotted name is a path
 * @param subjectClaim the claim that names the caller; {@code sub} where a token has none
 * @param audience what tokens must be meant for; not checked where absent
 * @param swaggerClientId the public client that Swagger UI signs in with
 * @param authorizationUri stated in the contract; asked of the issuer where absent
 * @param tokenUri stated in the contract; asked of the issuer where absent
 */
@ConfigurationProperties("burstlease.oidc")
record OidcSettings(
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("preferred_username") String subjectClaim,
        @Nullable String audience,
        @DefaultValue("burstlease-swagger") String swaggerClientId,
        @Nullable String authorizationUri,
        @Nullable String tokenUri) {}
