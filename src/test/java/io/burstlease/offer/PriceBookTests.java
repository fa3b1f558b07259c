package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.money.Money;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceBookTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Things things = Things.at(clock);
    private final Prices prices = things.the(Prices.class);
    private final Market market = Market.in(things);

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private Optional<Money> small(Instant at) {
        return prices.hostPrice("ecs.small", "z-1", ChargeType.POSTPAID, at).map(PriceAt::perHour);
    }

    private List<PriceSpan> spans(Instant from, Instant to, Instant knownAt) {
        return prices.between(PricedItem.HOST, "ecs.small", "z-1", ChargeType.POSTPAID, from, to, knownAt);
    }

    @Test
    void the_price_at_an_instant_is_the_one_that_became_active_last() {
        market.host("ecs.small", "z-1", "10", MARCH).host("ecs.small", "z-1", "12", NOON);

        assertThat(small(MARCH)).contains(yuan("10"));
        assertThat(small(NOON.minusNanos(1000))).contains(yuan("10"));
        assertThat(small(NOON)).contains(yuan("12"));
        assertThat(prices.hostPrice("ecs.small", "z-1", ChargeType.POSTPAID, NOON.plusSeconds(1)))
                .contains(new PriceAt(yuan("12"), NOON));
    }

    @Test
    void before_the_first_price_it_is_unknown() {
        market.host("ecs.small", "z-1", "10", MARCH);

        assertThat(small(MARCH.minusSeconds(1))).isEmpty();
    }

    @Test
    void a_price_of_another_zone_or_charge_type_does_not_count() {
        market.host("ecs.small", "z-2", "10", MARCH);

        assertThat(small(NOON)).isEmpty();
        assertThat(prices.hostPrice("ecs.small", "z-2", ChargeType.SPOT, NOON)).isEmpty();
    }

    @Test
    void a_price_by_the_month_is_not_read_as_one_by_the_hour() {
        things.owner().sql("""
                        insert into price (item, sku, zone, charge_type, unit, amount, currency, source, active_from)
                        values ('HOST', 'ecs.small', 'z-1', 'PREPAID', 'P1M', 5000, 'CNY', 'test', '2026-01-01')
                        """).update();

        assertThat(prices.hostPrice("ecs.small", "z-1", ChargeType.PREPAID, NOON))
                .isEmpty();
    }

    @Test
    void what_is_not_known_yet_does_not_count() {
        market.host("ecs.small", "z-1", "10", MARCH)
                .host("ecs.small", "z-1", "9", NOON.minusSeconds(3600), NOON.plusSeconds(3600));

        assertThat(small(NOON)).contains(yuan("10"));
        clock.advance(Duration.ofHours(1));
        assertThat(small(NOON)).contains(yuan("9"));
    }

    @Test
    void late_knowledge_changes_the_past_and_what_was_known_then_can_be_repeated() {
        Instant tenth = Instant.parse("2026-03-10T00:00:00Z");
        Instant twentieth = Instant.parse("2026-03-20T00:00:00Z");
        Instant april = Instant.parse("2026-04-01T00:00:00Z");
        market.host("ecs.small", "z-1", "10", MARCH).host("ecs.small", "z-1", "8", tenth, twentieth);

        assertThat(spans(MARCH, april, twentieth.minusSeconds(1)))
                .containsExactly(new PriceSpan(MARCH, april, yuan("10")));
        assertThat(spans(MARCH, april, twentieth))
                .containsExactly(new PriceSpan(MARCH, tenth, yuan("10")), new PriceSpan(tenth, april, yuan("8")));
    }

    @Test
    void of_prices_active_from_the_same_instant_the_one_learnt_last_holds() {
        market.host("ecs.small", "z-1", "10", MARCH, MARCH).host("ecs.small", "z-1", "11", MARCH, NOON.minusSeconds(1));

        assertThat(small(NOON)).contains(yuan("11"));
        assertThat(spans(MARCH, NOON, MARCH)).containsExactly(new PriceSpan(MARCH, NOON, yuan("10")));
        assertThat(spans(MARCH, NOON, NOON)).containsExactly(new PriceSpan(MARCH, NOON, yuan("11")));
    }

    @Test
    void a_disk_costs_by_its_size() {
        market.disk("z-1", "0.0021", MARCH);

        assertThat(prices.diskPrice(new Disk("cloud_essd", 500, "PL1"), "z-1", ChargeType.POSTPAID, NOON))
                .contains(new PriceAt(yuan("1.05"), MARCH));
        assertThat(prices.diskPrice(new Disk("cloud_essd", 500, "PL2"), "z-1", ChargeType.POSTPAID, NOON))
                .isEmpty();
    }

    @Test
    void a_host_with_its_disks_costs_their_sum() {
        HostClass large = things.the(Catalog.class).hostClass("large");
        market.host("ecs.large-a", "z-1", "277.93", MARCH).disk("z-1", "0.0021", MARCH);

        assertThat(prices.hourly(large, "ecs.large-a", "z-1", ChargeType.POSTPAID, NOON))
                .contains(yuan("280.45"));
    }

    @Test
    void a_host_with_one_unknown_price_has_none() {
        HostClass large = things.the(Catalog.class).hostClass("large");
        market.host("ecs.large-a", "z-1", "277.93", MARCH).disk("z-2", "0.0021", MARCH);

        assertThat(prices.hourly(large, "ecs.large-a", "z-1", ChargeType.POSTPAID, NOON))
                .isEmpty();
        assertThat(prices.hourly(large, "ecs.large-a", "z-2", ChargeType.POSTPAID, NOON))
                .isEmpty();
    }

    private void learn(String amount, Instant activeFrom) {
        prices.learn(PricedItem.HOST, "ecs.small", "z-1", ChargeType.POSTPAID, yuan(amount), "test", activeFrom);
    }

    @Test
    void a_price_that_is_learnt_holds_and_learning_it_again_adds_nothing() {
        learn("10", MARCH);
        learn("10", MARCH);
        learn("10", NOON);

        assertThat(small(NOON)).contains(yuan("10"));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void another_price_from_the_same_instant_corrects_the_first() {
        learn("10", MARCH);
        clock.advance(Duration.ofSeconds(1));
        learn("11", MARCH);

        assertThat(small(NOON)).contains(yuan("11"));
        assertThat(rows()).isEqualTo(2);
    }

    private long rows() {
        return things.owner()
                .sql("select count(*) from price")
                .query(Long.class)
                .single();
    }
}
