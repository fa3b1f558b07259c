package io.burstlease.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingZoneTests {

    private static final BillingZone SHANGHAI = new BillingZone(ZoneId.of("Asia/Shanghai"));
    private static final BillingZone BERLIN = new BillingZone(ZoneId.of("Europe/Berlin"));

    @Test
    void a_month_begins_at_midnight_of_the_zone() {
        Instant beginning = Instant.parse("2026-02-28T16:00:00Z");

        assertThat(SHANGHAI.month(beginning)).isEqualTo(YearMonth.of(2026, 3));
        assertThat(SHANGHAI.month(beginning.minusNanos(1))).isEqualTo(YearMonth.of(2026, 2));
        assertThat(SHANGHAI.day(beginning.minusNanos(1))).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(SHANGHAI.start(YearMonth.of(2026, 3))).isEqualTo(beginning);
        assertThat(SHANGHAI.end(YearMonth.of(2026, 2))).isEqualTo(beginning);
    }

    @Test
    void months_are_those_a_half_open_range_touches() {
        Instant march = SHANGHAI.start(YearMonth.of(2026, 3));
        Instant may = SHANGHAI.start(YearMonth.of(2026, 5));

        assertThat(SHANGHAI.months(march, may)).containsExactly(YearMonth.of(2026, 3), YearMonth.of(2026, 4));
        assertThat(SHANGHAI.months(march.minusSeconds(1), may.plusSeconds(1)))
                .containsExactly(
                        YearMonth.of(2026, 2), YearMonth.of(2026, 3), YearMonth.of(2026, 4), YearMonth.of(2026, 5));
        assertThat(SHANGHAI.months(march, march)).isEmpty();
        assertThat(SHANGHAI.months(may, march)).isEmpty();
    }

    @Test
    void a_period_goes_by_the_calendar_and_a_duration_by_the_clock() {
        Instant dayBeforeSummerTime = Instant.parse("2026-03-28T11:00:00Z");

        assertThat(BERLIN.plus(dayBeforeSummerTime, Period.ofDays(1), Duration.ZERO))
                .isEqualTo(Instant.parse("2026-03-29T10:00:00Z"));
        assertThat(BERLIN.plus(dayBeforeSummerTime, Period.ZERO, Duration.ofDays(1)))
                .isEqualTo(Instant.parse("2026-03-29T11:00:00Z"));
        assertThat(SHANGHAI.plus(Instant.parse("2026-01-31T00:00:00Z"), Period.ofMonths(1), Duration.ofHours(2)))
                .isEqualTo(Instant.parse("2026-02-28T02:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "+05:30"})
    void a_zone_with_parts_of_hours_is_refused(String zone) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BillingZone(ZoneId.of(zone)))
                .withMessageContaining("burstlease.billing-zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "UTC", "Europe/Berlin", "America/New_York", "Z", "+08:00"})
    void a_zone_of_whole_hours_is_taken(String zone) {
        assertThat(new BillingZone(ZoneId.of(zone)).zone()).isEqualTo(ZoneId.of(zone));
    }
}
