package io.burstlease.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Every reason of the API, from {@code reasons.properties}: what the contract, the page that a problem's type points
 * to, and the guide say of it. Named here are those that the manners of the API refuse by.
 */
final class Reasons {

    static final String INVALID = "invalid";
    static final String MALFORMED_JSON = "malformed-json";
    static final String BODY_TOO_LARGE = "body-too-large";
    static final String UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type";
    static final String UNAUTHENTICATED = "unauthenticated";
    static final String ROLE_REQUIRED = "role-required";
    static final String ON_BEHALF_OF_NOT_ALLOWED = "on-behalf-of-not-allowed";
    static final String NOT_FOUND = "not-found";
    static final String NOT_ACCEPTABLE = "not-acceptable";
    static final String CHANGED_MEANWHILE = "changed-meanwhile";
    static final String PRECONDITION_REQUIRED = "precondition-required";
    static final String STALE = "stale";
    static final String KEY_REQUIRED = "idempotency-key-required";
    static final String KEY_REUSED = "idempotency-key-reused";
    static final String UNAVAILABLE = "unavailable";
    static final String INTERNAL = "internal";

    private static final Map<String, Reason> ALL = read();

    private Reasons() {}

    static Optional<Reason> find(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /** @throws IllegalArgumentException for a code that is not listed */
    static Reason get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("reason %s is not listed".formatted(code)));
    }

    /** By code. */
    static Collection<Reason> all() {
        return ALL.values();
    }

    /** The reason of a failure that has none of its own: its status, in words. */
    static String of(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> INVALID;
            case 401 -> UNAUTHENTICATED;
            case 404 -> NOT_FOUND;
            case 413 -> BODY_TOO_LARGE;
            case 500 -> INTERNAL;
            case 503 -> UNAVAILABLE;
            default -> title(status).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        };
    }

    static String title(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Problem" : known.getReasonPhrase();
    }

    private static Map<String, Reason> read() {
        Properties lines = new Properties();
        try (InputStream file = Objects.requireNonNull(Reasons.class.getResourceAsStream("/reasons.properties"))) {
            lines.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, Reason> reasons = new TreeMap<>();
        lines.stringPropertyNames().forEach(code -> reasons.put(code, reason(code, lines.getProperty(code))));
        return Collections.unmodifiableMap(reasons);
    }

    private static Reason reason(String code, String line) {
        int space = line.indexOf(' ');
        HttpStatus status = HttpStatus.valueOf(Integer.parseInt(line.substring(0, space)));
        return new Reason(code, status, line.substring(space).strip());
    }
}
