package io.burstlease.sandbox;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.burstlease.cloud.ChargeType;
import io.burstlease.offer.PriceSpan;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.workflow.Recurring;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** What the sandbox's past cost is what its spans come to at the prices of the book. */
class HistoryLedgerTests extends HistoryTest {

    private final Prices prices;
    private final Recurring meter;
    private final Map<String, BigDecimal> known = new HashMap<>();

    HistoryLedgerTests(Parts parts, AutowireCapableBeanFactory beans, Prices prices) {
        super(parts, beans);
        this.prices = prices;
        this.meter = rounds.stream()
                .filter(round -> round.name().equals("meter"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_second_of_every_span_is_charged_once() {
        assertThat(number("""
                        select count(*)
                        from usage_span s
                        where extract(epoch from s.closed_before - s.opened_before) is distinct from (
                            select sum(c.seconds) from charge c where c.host_id = s.host_id and c.item = s.item)
                        """)).isZero();
        assertThat(number("select count(*) from usage_span where metered_until is distinct from closed_before"))
                .isZero();
        assertThat(texts("select distinct spent_on from charge"))
                .containsExactlyInAnyOrder("BOOTING", "PREPARING", "GANG_WAIT", "USE", "GRACE", "RELEASING");
    }

    @Test
    void every_charge_is_its_seconds_at_the_price_of_its_hour_and_rounding_is_carried_to_the_next() {
        record Line(String span, BigDecimal seconds, BigDecimal amount, BigDecimal perHour) {
            BigDecimal exact() {
                return seconds.multiply(perHour);
            }
        }
        List<Line> lines = owner().sql("""
                        select c.host_id || ' ' || c.item as span, c.hour, c.seconds, c.amount, s.price_item, s.sku, s.zone, s.quantity
                        from charge c
                        join usage_span s on s.host_id = c.host_id and s.item = c.item
                        """)
                .query((row, number) -> new Line(
                        row.getString("span"),
                        row.getBigDecimal("seconds"),
                        row.getBigDecimal("amount"),
                        price(
                                        PricedItem.valueOf(row.getString("price_item")),
                                        row.getString("sku"),
                                        row.getString("zone"),
                                        row.getObject("hour", OffsetDateTime.class)
                                                .toInstant())
                                .multiply(row.getBigDecimal("quantity"))))
                .list();

        assertThat(lines)
                .hasSizeGreaterThan(5000)
                .allSatisfy(line -> assertThat(line.amount())
                        .isCloseTo(perSecond(line.exact(), 12), within(new BigDecimal("0.00000001"))));
        assertThat(lines.stream().collect(groupingBy(Line::span)).values())
                .allSatisfy(span ->
                        assertThat(sum(span, Line::amount)).isEqualByComparingTo(perSecond(sum(span, Line::exact), 8)));
    }

    private static BigDecimal perSecond(BigDecimal secondsAtHourly, int scale) {
        return secondsAtHourly.divide(BigDecimal.valueOf(3600), scale, RoundingMode.HALF_UP);
    }

    private static <T> BigDecimal sum(List<T> lines, Function<T, BigDecimal> part) {
        return lines.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal price(PricedItem item, String sku, String zone, Instant hour) {
        return known.computeIfAbsent(item + sku + zone + hour, key -> {
            List<PriceSpan> spans =
                    prices.between(item, sku, zone, ChargeType.POSTPAID, hour, hour.plus(Duration.ofHours(1)), now());
            assertThat(spans).hasSize(1);
            return spans.getFirst().perHour().amount();
        });
    }

    @Test
    void metering_it_all_again_gives_the_same_rows() throws Exception {
        String before = content("charge");
        owner().sql("delete from charge").update();
        owner().sql("update usage_span set metered_until = null").update();

        meter.run();

        assertThat(content("charge")).isEqualTo(before);
    }

    @Test
    void the_budgets_have_booked_what_was_charged_and_bear_it() {
        assertThat(number("""
                        select count(*)
                        from (
                            select lease_id, cast(date_trunc('month', hour at time zone 'Asia/Shanghai') as date) as month,
                                   sum(amount) as amount
                            from cost_line
                            group by 1, 2
                        ) as spent
                        full join budget_reservation r using (lease_id, month)
                        where spent.amount is distinct from r.booked
                           or r.reserved <> 0
                        """)).isZero();
        assertThat(texts("""
                        select b.team_id || ' ' || b.month
                        from team_budget b
                        join budget_reservation r on r.team_id = b.team_id and r.month = b.month
                        group by b.team_id, b.month
                        having sum(r.booked) > 0.8 * b.amount
                        """)).isEmpty();
    }
}
