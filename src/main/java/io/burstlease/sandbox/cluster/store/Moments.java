package io.burstlease.sandbox.cluster.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as the API writes them: whole seconds, or microseconds for leases and events. */
public final class Moments {

    private static final DateTimeFormatter MICRO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Moments() {}

    public static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public static String micros(Instant time) {
        return MICRO.format(time);
    }

    /** The instant of an RFC 3339 text, null where it is none. */
    public static @Nullable Instant parse(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Whether the text is a time at or before the given one; an unreadable text is not. */
    public static boolean reached(String text, Instant now) {
        Instant time = parse(text);
        return time != null && !time.isAfter(now);
    }
}
