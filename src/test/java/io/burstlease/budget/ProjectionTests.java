package io.burstlease.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.money.Money;
import io.burstlease.testing.Things;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTests {

    private static final Instant FROM = Instant.parse("2026-03-30T16:00:00Z");

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private static Map<YearMonth, Money> of(Money hourly, int hosts, Instant from, Duration time) {
        return Projection.of(hourly, hosts, from, from.plus(time), Things.SHANGHAI);
    }

    @Test
    void hosts_within_a_month_cost_hours_times_price() {
        assertThat(of(yuan("13.30"), 2, FROM, Duration.ofHours(10)))
                .containsExactly(Map.entry(YearMonth.of(2026, 3), yuan("266")));
    }

    @Test
    void a_month_ends_where_it_ends_in_the_billing_zone() {
        // 16:00 UTC on 30 March is midnight of the 31st in Shanghai.
        assertThat(of(yuan("1"), 1, FROM, Duration.ofHours(30)))
                .containsExactly(
                        Map.entry(YearMonth.of(2026, 3), yuan("24")), Map.entry(YearMonth.of(2026, 4), yuan("6")));
    }

    @Test
    void a_second_costs_a_second() {
        assertThat(Projection.total(yuan("277.93"), 1, FROM, FROM.plusSeconds(1)))
                .isEqualTo(yuan("0.07720278"));
    }

    @Test
    void an_empty_time_costs_nothing() {
        assertThat(of(yuan("1"), 1, FROM, Duration.ZERO)).isEmpty();
        assertThat(Projection.total(yuan("1"), 1, FROM, FROM.minusSeconds(1))).isEqualTo(yuan("0"));
    }

    @Test
    void the_parts_add_up_to_the_whole_to_the_last_decimal() {
        Random random = new Random(20260302);
        for (int i = 0; i < 500; i++) {
            Money hourly = new Money(BigDecimal.valueOf(1 + random.nextInt(30_000_000), 5), "CNY");
            Instant from = FROM.plusMillis(random.nextInt());
            Instant to =
                    from.plusMillis(1 + random.nextLong(Duration.ofDays(120).toMillis()));
            int hosts = 1 + random.nextInt(1000);

            Map<YearMonth, Money> parts = Projection.of(hourly, hosts, from, to, Things.SHANGHAI);

            assertThat(Projection.sum(parts.values(), "CNY"))
                    .as("%d hosts at %s from %s to %s", hosts, hourly, from, to)
                    .isEqualTo(Projection.total(hourly, hosts, from, to));
            assertThat(parts.values()).noneMatch(Money::isNegative);
        }
    }
}
