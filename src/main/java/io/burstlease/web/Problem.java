package io.burstlease.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** A failure as RFC 9457 writes it. */
@Schema(description = "Why a request was refused or failed (RFC 9457).")
record Problem(
        @Schema(description = "Relative address of a page about this kind of problem.", example = "/problems/invalid")
        String type,

        @Schema(description = "The kind, for people.", example = "Bad Request")
        String title,

        @Schema(description = "The HTTP status.", example = "400")
        int status,

        @Schema(description = "A stable code to decide by.", example = "invalid")
        String reason,

        @Schema(description = "What happened this time, for people.", example = "The request has faults: see errors.")
        String detail,

        @Schema(description = "The id of the request, under which the log tells more.") @Nullable
        String requestId,

        @Schema(description = "All fields that are at fault, where fields are.") @Nullable
        List<Fault> errors,

        @Schema(description = "What holds now, where the request named something that holds no more.") @Nullable
        String current) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(HttpStatusCode status, String reason, String detail, List<Fault> faults) {
        return of(status, reason, detail, faults, null);
    }

    private static Problem of(
            HttpStatusCode status, String reason, String detail, List<Fault> faults, @Nullable String current) {
        return new Problem(
                "/problems/" + reason,
                Reasons.title(status),
                status.value(),
                reason,
                detail,
                RequestId.current(),
                faults.isEmpty() ? null : List.copyOf(faults),
                current);
    }

    static Problem of(ProblemException refusal) {
        return of(refusal.status(), refusal.reason(), refusal.detail(), refusal.faults(), refusal.current());
    }
}
