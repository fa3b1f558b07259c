package io.burstlease.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that is answered with a problem document; what was done until then is rolled back. */
public final class ProblemException extends RuntimeException {

    private final HttpStatus status;
    private final String reason;
    private final transient List<Fault> faults;

    private final @Nullable String current;

    private ProblemException(
            HttpStatus status, String reason, String detail, List<Fault> faults, @Nullable String current) {
        super(detail);
        this.status = status;
        this.reason = reason;
        this.faults = List.copyOf(faults);
        this.current = current;
    }

    /**
     * 404, reason {@code not-found}: {@code notFound("lease", id)}. Also the answer for what the caller may not know
     * of.
     */
    public static ProblemException notFound(String kind, String id) {
        return of(HttpStatus.NOT_FOUND, Reasons.NOT_FOUND, "There is no %s %s.".formatted(kind, id), List.of());
    }

    /** 409: the request is right, the state of the thing is not. */
    public static ProblemException conflict(String reason, String detail) {
        return of(HttpStatus.CONFLICT, reason, detail, List.of());
    }

    /** 409: what the request names holds no more; this is what holds now. */
    public static ProblemException outdated(String reason, String detail, String current) {
        return new ProblemException(HttpStatus.CONFLICT, reason, detail, List.of(), current);
    }

    /** 400, reason {@code invalid}, with all that is wrong at once. */
    public static ProblemException invalid(List<Fault> faults) {
        return of(HttpStatus.BAD_REQUEST, Reasons.INVALID, "The request has faults: see errors.", faults);
    }

    /** 403: known, and not allowed. */
    public static ProblemException forbidden(String reason, String detail) {
        return of(HttpStatus.FORBIDDEN, reason, detail, List.of());
    }

    /** 422: well-formed, and still refused by a rule. */
    public static ProblemException unprocessable(String reason, String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, reason, detail, List.of());
    }

    public static ProblemException of(HttpStatus status, String reason, String detail, List<Fault> faults) {
        return new ProblemException(status, reason, detail, faults, null);
    }

    public HttpStatus status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** What holds now, in place of what the request named. */
    public @Nullable String current() {
        return current;
    }

    /** A sentence for people; the message of this exception. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
