package io.burstlease.lease;

import io.burstlease.money.BillingZone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time of day, on some days of the week, in which a serving lease is never drained.
 *
 * @param days on which it opens, by the calendar of the billing zone
 * @param from included
 * @param to not included; on the next day where it is not after {@code from}
 */
record ProtectedWindow(List<DayOfWeek> days, LocalTime from, LocalTime to) {

    public ProtectedWindow {
        days = List.copyOf(EnumSet.copyOf(days));
    }

    /** One opening. */
    record Open(Instant from, Instant to) {}

    static ProtectedWindow parse(String text) {
        String[] parts = text.split("[ -]");
        Set<DayOfWeek> days =
                Arrays.stream(parts[0].split("/")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
        return new ProtectedWindow(List.copyOf(days), LocalTime.parse(parts[1]), LocalTime.parse(parts[2]));
    }

    boolean opensOn(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }

    Open on(LocalDate day, BillingZone zone) {
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return new Open(
                day.atTime(from).atZone(zone.zone()).toInstant(),
                last.atTime(to).atZone(zone.zone()).toInstant());
    }

    /** Such as {@code FRIDAY/SATURDAY 18:00-23:30}. */
    @Override
    public String toString() {
        return days.stream().map(DayOfWeek::name).collect(Collectors.joining("/")) + " " + from + "-" + to;
    }
}
