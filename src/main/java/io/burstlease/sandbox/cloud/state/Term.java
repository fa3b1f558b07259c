package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A time that is bought in advance. */
public record Term(int count, Unit unit) {

    /** Weeks and months are what the API sells. */
    public enum Unit {
        WEEK,
        MONTH
    }

    /** The end of the term: its last day is completed in the time of the provider's home (UTC+8). */
    public Instant after(Instant start) {
        ZonedDateTime begin = start.atZone(ZoneOffset.ofHours(8));
        ZonedDateTime end = unit == Unit.WEEK ? begin.plusWeeks(count) : begin.plusMonths(count);
        boolean midnight = end.toLocalTime().equals(LocalTime.MIDNIGHT);
        return midnight
                ? end.toInstant()
                : end.toLocalDate().plusDays(1).atStartOfDay(end.getZone()).toInstant();
    }
}
