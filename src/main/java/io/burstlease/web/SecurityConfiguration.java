package io.burstlease.web;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who gets in: everybody to health and documentation, bearers of a believed token to the rest. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] OPEN = {
        "/actuator/health",
        "/actuator/health/**",
        "/livez",
        "/readyz",
        "/swagger-ui.html",
        "/swagger-ui/**",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/**",
        "/openapi.yaml",
        "/problems/**",
        "/error"
    };

    /** The last chain: others, with a narrower matcher, come before it. Without cookies there is nothing to forge. */
    @Bean
    @Order(100)
    SecurityFilterChain bearers(
            HttpSecurity http,
            ProblemWriter problems,
            Callers callers,
            Environment environment,
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer) {
        http.csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access(operatorsOr(environment))
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(callers::authentication)))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(headers -> harden(headers, issuer));
        return http.build();
    }

    /** Asks the issuer for its keys at the first token, not at start: the two may start in any order. */
    @Bean
    JwtDecoder jwtDecoder(
            @Value("${spring.security.oauth2.resourceserver.jwt.issuer-uri}") String issuer,
            OidcSettings oidc,
            Clock clock) {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>(List.of(times, new JwtIssuerValidator(issuer)));
        String audience = oidc.audience();
        if (audience != null && !audience.isBlank()) {
            validators.add(
                    new JwtClaimValidator<List<String>>("aud", stated -> stated != null && stated.contains(audience)));
        }
        SupplierJwtDecoder signatures = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
            return decoder;
        });
        return new CheckedTokens(signatures, times);
    }

    /** Metrics are for operators, or for whoever reaches the management port where it is one of its own. */
    private static AuthorizationManager<RequestAuthorizationContext> operatorsOr(Environment environment) {
        AuthorizationManager<RequestAuthorizationContext> operators =
                AuthorityAuthorizationManager.hasRole(Role.OPERATOR.name());
        return (authentication, context) -> {
            Integer served = environment.getProperty("local.server.port", Integer.class);
            Integer managed = environment.getProperty("local.management.port", Integer.class);
            boolean apart = managed != null
                    && !managed.equals(served)
                    && managed.equals(context.getRequest().getLocalPort());
            return apart ? new AuthorizationDecision(true) : operators.authorize(authentication, context);
        };
    }

    /** Swagger UI fetches its token from the issuer, and sets styles inline; nothing else is let out or in. */
    private static void harden(HeadersConfigurer<HttpSecurity> headers, String issuer) {
        URI address = URI.create(issuer);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; "
                        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                        + "frame-ancestors 'none'; connect-src 'self' %s://%s"
                                .formatted(address.getScheme(), address.getAuthority())))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"));
    }
}
