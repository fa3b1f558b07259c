package io.burstlease.money;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * The zone whose days and months are those of budgets and bills. Its offsets are whole hours, so that an hour of the
 * ledger belongs to one day.
 */
public record BillingZone(ZoneId zone) {

    private static final Instant FIRST_CHARGE = Instant.parse("2020-01-01T00:00:00Z");
    private static final int SECONDS_PER_HOUR = 3600;

    public BillingZone {
        if (!offsets(zone.getRules()).allMatch(BillingZone::isWholeHour)) {
            throw new IllegalArgumentException(
                    "burstlease.billing-zone %s has offsets that are not whole hours".formatted(zone));
        }
    }

    public YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(zone));
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** The first instant of the month. */
    public Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    /** The first instant after the month. */
    public Instant end(YearMonth month) {
        return start(month.plusMonths(1));
    }

    /** The months that [from, to) touches, oldest first; none where it is empty. */
    public List<YearMonth> months(Instant from, Instant to) {
        return Stream.iterate(
                        month(from),
                        month -> start(month).isBefore(to) && from.isBefore(to),
                        month -> month.plusMonths(1))
                .toList();
    }

    /** Calendar arithmetic in this zone: first the period, by the calendar, then the duration, by the clock. */
    public Instant plus(Instant at, Period period, Duration duration) {
        return at.atZone(zone).plus(period).plus(duration).toInstant();
    }

    private static Stream<ZoneOffset> offsets(ZoneRules rules) {
        Stream<ZoneOffset> changes = rules.getTransitions().stream()
                .filter(change -> change.getInstant().isAfter(FIRST_CHARGE))
                .map(ZoneOffsetTransition::getOffsetAfter);
        Stream<ZoneOffset> yearly = rules.getTransitionRules().stream()
                .flatMap(rule -> Stream.of(rule.getOffsetBefore(), rule.getOffsetAfter()));
        return Stream.of(Stream.of(rules.getOffset(FIRST_CHARGE)), changes, yearly)
                .flatMap(all -> all);
    }

    private static boolean isWholeHour(ZoneOffset offset) {
        return offset.getTotalSeconds() % SECONDS_PER_HOUR == 0;
    }
}
