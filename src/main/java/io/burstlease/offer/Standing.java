package io.burstlease.offer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an offer may be taken now, and if not why.
 *
 * @param reason stable code
 * @param until when it may be tried again, where that is known
 */
public record Standing(
        boolean usable,
        String reason,
        String detail,
        @Nullable Instant until) {

    public static final Standing USABLE = new Standing(true, "usable", "may be bought now", null);

    static Standing not(String reason, String detail) {
        return new Standing(false, reason, detail, null);
    }

    static Standing notBefore(Instant until, String reason, String detail) {
        return new Standing(false, reason, detail, until);
    }
}
