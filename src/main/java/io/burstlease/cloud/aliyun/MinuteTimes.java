package io.burstlease.cloud.aliyun;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as the cloud wants them: whole minutes, UTC, seconds written. */
final class MinuteTimes {

    private static final DateTimeFormatter WIRE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private MinuteTimes() {}

    /** Rounded up, because the cloud drops seconds and a host must never go before its time. */
    static String write(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return WIRE.format(minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES));
    }
}
