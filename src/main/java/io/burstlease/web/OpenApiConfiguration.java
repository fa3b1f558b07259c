package io.burstlease.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The frame of the contract; the modules fill it by the annotations on their controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String SIGN_IN = "signIn";
    private static final String BEARER = "bearer";

    OpenApiConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, IfMatch.class, PageQuery.class);
    }

    @Bean
    OpenAPI contract() {
        Components components = new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of the identity provider, however it was got."));
        return new OpenAPI()
                .info(new Info().title("Burstlease").version("v1").description("""
                                Leases GPU cloud hosts to an on-premises Kubernetes training cluster: quote, apply, approve, use, renew, release, pay.

                                Times are RFC 3339 in UTC, money is a decimal in a string with its currency. Every failure is a problem document \
                                (RFC 9457) with a stable `reason`; unknown fields and parameters are refused. A repeated POST with the same \
                                `Idempotency-Key` gets the same answer. Lists come in pages: send `nextPageToken` as `pageToken` to read on."""))
                .servers(List.of(new Server().url("/").description("This installation")))
                .components(components)
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /**
     * Where to sign in is asked of the issuer when the contract is first read, which may come up later than this
     * service.
     */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    GlobalOpenApiCustomizer frame(IssuerAddresses issuer, @Value("${burstlease.openapi.tags:}") List<String> tags) {
        return contract -> {
            issuer.addresses().ifPresent(addresses -> {
                contract.getComponents().addSecuritySchemes(SIGN_IN, signIn(addresses));
                contract.setSecurity(
                        List.of(new SecurityRequirement().addList(SIGN_IN), new SecurityRequirement().addList(BEARER)));
            });
            if (contract.getTags() != null) {
                contract.setTags(contract.getTags().stream()
                        .sorted(Comparator.comparingInt((Tag tag) -> position(tags, tag))
                                .thenComparing(Tag::getName))
                        .toList());
            }
            // Added last: nothing of ours answers with a problem by its return type, and what nobody returns is
            // dropped.
            ModelConverters.getInstance().readAll(Problem.class).forEach(contract.getComponents()::addSchemas);
            ProblemResponses.addShared(contract);
        };
    }

    private static int position(List<String> tags, Tag tag) {
        int position = tags.indexOf(tag.getName());
        return position < 0 ? tags.size() : position;
    }

    private static SecurityScheme signIn(IssuerAddresses.Pair addresses) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.OAUTH2)
                .description("Sign in at the identity provider (authorization code with PKCE).")
                .flows(new OAuthFlows()
                        .authorizationCode(new OAuthFlow()
                                .authorizationUrl(addresses.authorization())
                                .tokenUrl(addresses.token())
                                .scopes(new Scopes()
                                        .addString("openid", "Who you are")
                                        .addString("profile", "Your name and roles"))));
    }
}
