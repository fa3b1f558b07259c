package io.burstlease.cloud;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * A time that ECS sells in advance, written as {@code P3W} or {@code P1M}. Source: {@code Period} and
 * {@code PeriodUnit} of RunInstances.
 *
 * @param count 1 to 4 weeks, or a number of months that ECS sells
 */
public record PaidPeriod(int count, Unit unit) implements Comparable<PaidPeriod> {

    /** The provider counts days and months in its own zone, whatever that of the customer is. */
    private static final ZoneOffset PROVIDER = ZoneOffset.ofHours(8);

    private static final int MOST_WEEKS = 4;
    private static final long HOURS_OF_A_DAY = 24;
    private static final long DAYS_OF_A_WEEK = 7;
    private static final long LEAST_DAYS_OF_A_MONTH = 28;
    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60);

    /** As ECS names it. */
    public enum Unit {
        WEEK("Week"),
        MONTH("Month");

        private final String apiName;

        Unit(String apiName) {
            this.apiName = apiName;
        }

        public String apiName() {
            return apiName;
        }
    }

    public PaidPeriod {
        boolean sold = unit == Unit.WEEK ? count >= 1 && count <= MOST_WEEKS : MONTHS.contains(count);
        if (!sold) {
            throw new IllegalArgumentException("ECS sells no period of " + count + " " + unit);
        }
    }

    /** @throws IllegalArgumentException for what is no period that ECS sells */
    @JsonCreator
    public static PaidPeriod parse(String text) {
        Period period;
        try {
            period = Period.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("a paid period is written as P3W or P1M, not " + text, unreadable);
        }
        if (text.endsWith("W") && period.getDays() % 7 == 0 && period.toTotalMonths() == 0) {
            return new PaidPeriod(period.getDays() / 7, Unit.WEEK);
        }
        if (text.endsWith("M") && period.getDays() == 0 && period.getYears() == 0) {
            return new PaidPeriod(period.getMonths(), Unit.MONTH);
        }
        throw new IllegalArgumentException("a paid period is written as P3W or P1M, not " + text);
    }

    /** What it covers at least; ECS goes on until the end of the last day. */
    public Instant from(Instant begin) {
        var at = begin.atOffset(PROVIDER);
        return (unit == Unit.WEEK ? at.plusWeeks(count) : at.plusMonths(count)).toInstant();
    }

    /** How long it is at least: no month has fewer than 28 days. */
    public long leastHours() {
        return count * (unit == Unit.WEEK ? DAYS_OF_A_WEEK : LEAST_DAYS_OF_A_MONTH) * HOURS_OF_A_DAY;
    }

    /** The shorter first; four weeks before a month. */
    @Override
    public int compareTo(PaidPeriod other) {
        return from(Instant.EPOCH).compareTo(other.from(Instant.EPOCH));
    }

    @JsonValue
    @Override
    public String toString() {
        return "P" + count + (unit == Unit.WEEK ? "W" : "M");
    }
}
