package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came back of a send. */
public record SendAnswer(
        Instant at,
        Kind kind,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId) {

    /** Kinds of answers. */
    public enum Kind {
        BOUGHT,
        REFUSED,
        UNSETTLED
    }
}
