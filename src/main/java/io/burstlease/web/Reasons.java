package io.burstlease.web;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The reasons that have nothing to do with leases, and what they mean. */
final class Reasons {

    static final String INVALID = "invalid";
    static final String MALFORMED_JSON = "malformed-json";
    static final String BODY_TOO_LARGE = "body-too-large";
    static final String UNAUTHENTICATED = "unauthenticated";
    static final String ROLE_REQUIRED = "role-required";
    static final String NOT_FOUND = "not-found";
    static final String CHANGED_MEANWHILE = "changed-meanwhile";
    static final String UNAVAILABLE = "unavailable";
    static final String INTERNAL = "internal";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry(INVALID, "Fields of the request are missing, unknown or out of range; errors lists all of them."),
            Map.entry(MALFORMED_JSON, "The body is not JSON; detail names line and column."),
            Map.entry(BODY_TOO_LARGE, "The body is over the limit of one megabyte."),
            Map.entry(UNAUTHENTICATED, "There is no valid token; WWW-Authenticate says what is wrong with it."),
            Map.entry(ROLE_REQUIRED, "The caller has none of the roles that may do this."),
            Map.entry("on-behalf-of-not-allowed", "Only machine clients may name another person."),
            Map.entry(NOT_FOUND, "There is no such thing, or the caller may not know of it."),
            Map.entry("method-not-allowed", "The path exists, for other methods; Allow lists them."),
            Map.entry("not-acceptable", "None of the forms that Accept lists can be made."),
            Map.entry("unsupported-media-type", "The body is in a form that is not read here; send application/json."),
            Map.entry(
                    CHANGED_MEANWHILE,
                    "Somebody else changed the thing at the same moment; read it again and decide again."),
            Map.entry("precondition-required", "The change needs If-Match with the ETag of what was read."),
            Map.entry("stale", "The thing has changed since it was read; read it again and decide again."),
            Map.entry("idempotency-key-required", "Machine clients send an Idempotency-Key with every POST."),
            Map.entry("idempotency-key-reused", "The same Idempotency-Key was used for another request."),
            Map.entry(UNAVAILABLE, "The service cannot work now; try again after the seconds in Retry-After."),
            Map.entry(INTERNAL, "A fault of the service; the log tells more under requestId."));

    private Reasons() {}

    static @Nullable String meaning(String reason) {
        return MEANINGS.get(reason);
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
}
