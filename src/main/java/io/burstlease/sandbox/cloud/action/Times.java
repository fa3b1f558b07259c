package io.burstlease.sandbox.cloud.action;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the API writes them: UTC, to the minute. */
final class Times {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Duration SOONEST = Duration.ofMinutes(30);
    private static final Duration LATEST = Duration.ofDays(3 * 365);

    private Times() {}

    static String minutes(@Nullable Instant time) {
        return time == null ? "" : MINUTES.format(time);
    }

    static Instant parseMinutes(String parameter, String text) {
        try {
            return MINUTES.parse(text, Instant::from);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(parameter);
        }
    }

    /** A release time: 30 minutes to 3 years ahead; seconds are cut off. */
    static @Nullable Instant autoRelease(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = SECONDS.parse(text, Instant::from);
            if (!time.isBefore(now.plus(SOONEST)) && !time.isAfter(now.plus(LATEST))) {
                return time.truncatedTo(ChronoUnit.MINUTES);
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return new Refusal(
                400,
                "InvalidAutoReleaseTime.Malformed",
                "The specified parameter \"AutoReleaseTime\" is not valid: UTC as yyyy-MM-ddTHH:mm:ssZ, at least 30"
                        + " minutes and at most 3 years ahead.");
    }
}
