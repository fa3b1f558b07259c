package io.burstlease.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Reads from a token, and the request it came with, who is calling. */
@Component
class Callers {

    static final String ON_BEHALF_OF = "On-Behalf-Of";

    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,128}");

    private final OidcSettings oidc;

    Callers(OidcSettings oidc) {
        this.oidc = oidc;
    }

    /** The authentication that Spring Security keeps: the token, with the roles as authorities. */
    AbstractAuthenticationToken authentication(Jwt token) {
        return new JwtAuthenticationToken(
                token,
                roles(token).stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList(),
                subject(token));
    }

    /** Who sent this request. Only a machine client may say that it acts for somebody. */
    Caller of(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            throw new IllegalStateException("an endpoint that needs to know its caller is open to all");
        }
        Set<Role> roles = roles(token.getToken());
        boolean machine = roles.equals(EnumSet.of(Role.PLATFORM));
        return new Caller(token.getName(), name(token), roles, person(request, machine), machine);
    }

    private static @Nullable String person(HttpServletRequest request, boolean machine) {
        String stated = request.getHeader(ON_BEHALF_OF);
        if (stated == null) {
            return null;
        }
        if (!machine) {
            throw ProblemException.forbidden(
                    Reasons.ON_BEHALF_OF_NOT_ALLOWED, "Only machine clients may act on behalf of a person.");
        }
        if (!PERSON.matcher(stated).matches()) {
            throw ProblemException.invalid(List.of(new Fault(
                    ON_BEHALF_OF, "pattern", "must be a user name: up to 128 letters, digits and . _ @ + -")));
        }
        return stated;
    }

    private static String name(JwtAuthenticationToken token) {
        String name = token.getToken().getClaimAsString("name");
        return name == null ? token.getName() : name;
    }

    private String subject(Jwt token) {
        String stated = token.getClaimAsString(oidc.subjectClaim());
        String subject = stated == null ? token.getClaimAsString(JwtClaimNames.SUB) : stated;
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("The token names nobody");
        }
        return subject;
    }

    private Set<Role> roles(Jwt token) {
        Object claim = token.getClaims();
        for (String step : oidc.rolesClaim().split("\\.", -1)) {
            claim = claim instanceof Map<?, ?> map ? map.get(step) : null;
        }
        Set<String> names = switch (claim) {
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.toSet());
            case String spaced -> Set.of(spaced.split(" ", -1));
            case null, default -> Set.of();
        };
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(role.claim()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
