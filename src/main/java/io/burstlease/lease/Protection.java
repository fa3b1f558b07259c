package io.burstlease.lease;

import io.burstlease.money.BillingZone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The times in which a serving lease is never drained: none, or windows that come again every week. */
record Protection(List<ProtectedWindow> windows) {

    static final Protection NONE = new Protection(List.of());

    private static final String BETWEEN = ", ";

    /** Windows that leave no room within a week leave none at all. */
    private static final Duration WEEK = Duration.ofDays(7);

    Protection {
        windows = List.copyOf(windows);
    }

    /** Reads what {@link #toString} wrote. */
    static Protection parse(String text) {
        return text.isEmpty()
                ? NONE
                : new Protection(Arrays.stream(text.split(BETWEEN))
                        .map(ProtectedWindow::parse)
                        .toList());
    }

    /**
     * The first instant from then on at which a drain may begin and, with all the grace it may take, is over before the
     * next window opens. Never later for an earlier start. Empty where the windows leave no such instant.
     */
    Optional<Instant> clear(Instant from, Duration grace, BillingZone zone) {
        Instant start = from;
        while (!start.isAfter(from.plus(WEEK).plus(WEEK))) {
            Optional<Instant> close = lastClose(start, start.plus(grace), zone);
            if (close.isEmpty()) {
                return Optional.of(start);
            }
            start = close.get();
        }
        return Optional.empty();
    }

    /** When the last window is over that is open at some time between the two; empty where none is. */
    private Optional<Instant> lastClose(Instant from, Instant to, BillingZone zone) {
        LocalDate first = zone.day(from).minusDays(1);
        return Stream.iterate(first, day -> !day.isAfter(zone.day(to)), day -> day.plusDays(1))
                .flatMap(day ->
                        windows.stream().filter(window -> window.opensOn(day)).map(window -> window.on(day, zone)))
                .filter(open -> open.from().isBefore(to) || open.from().equals(from))
                .map(ProtectedWindow.Open::to)
                .filter(close -> close.isAfter(from))
                .max(Comparator.naturalOrder());
    }

    @Override
    public String toString() {
        return windows.stream().map(ProtectedWindow::toString).collect(Collectors.joining(BETWEEN));
    }
}
