package io.burstlease.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Remembers tokens whose signature was checked: the check costs more than all else a small request does. Their times
 * are checked again at each use, and the signature after ten minutes, so that a withdrawn key is noticed.
 */
final class CheckedTokens implements JwtDecoder {

    private static final Duration CHECK_AGAIN = Duration.ofMinutes(10);
    private static final long MOST = 10_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final Cache<String, Jwt> checked = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(CHECK_AGAIN)
            .build();

    CheckedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> times) {
        this.decoder = decoder;
        this.times = times;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = checked.getIfPresent(token);
        if (known == null) {
            Jwt fresh = decoder.decode(token);
            checked.put(token, fresh);
            return fresh;
        }
        OAuth2TokenValidatorResult result = times.validate(known);
        if (result.hasErrors()) {
            checked.invalidate(token);
            throw new JwtValidationException(
                    result.getErrors().stream()
                            .map(OAuth2Error::getDescription)
                            .findFirst()
                            .orElse("expired"),
                    result.getErrors());
        }
        return known;
    }
}
