package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferRankingTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Things things = Things.at(clock);
    private final Market market = Market.in(things).disk("z-1", "0.001", MARCH).disk("z-2", "0.001", MARCH);
    private final Offers offers = things.the(Offers.class);
    private final StockMemory memory = things.the(StockMemory.class);
    private final OfferCheck check = things.the(OfferCheck.class);

    private Need large(@Nullable String zone, Instant from) {
        return new Need(
                "red",
                things.the(Catalog.class).hostClass("large"),
                2,
                2,
                zone,
                ChargeType.POSTPAID,
                from,
                from.plus(Duration.ofDays(1)));
    }

    /** Each offer as {@code type zone reason}. */
    private List<String> ranked(@Nullable String zone) {
        return offers.rank(large(zone, NOON)).stream()
                .map(ranked -> "%s %s %s"
                        .formatted(
                                ranked.offer().instanceType(),
                                ranked.offer().zone(),
                                ranked.standing().reason()))
                .toList();
    }

    private void allPrices() {
        market.host("ecs.large-a", "z-1", "30", MARCH)
                .host("ecs.large-b", "z-1", "20", MARCH)
                .host("ecs.large-a", "z-2", "10", MARCH)
                .host("ecs.large-b", "z-2", "20", MARCH);
    }

    @Test
    void offers_stand_by_price_and_among_equals_always_in_the_same_order() {
        allPrices();

        assertThat(ranked(null))
                .containsExactly(
                        "ecs.large-a z-2 usable",
                        "ecs.large-b z-1 usable",
                        "ecs.large-b z-2 usable",
                        "ecs.large-a z-1 usable");
    }

    @Test
    void an_offer_says_where_it_is_and_what_a_host_with_its_disks_costs() {
        allPrices();

        assertThat(offers.rank(large(null, NOON)).getFirst().offer())
                .isEqualTo(new Offer(
                        "ecs.large-a",
                        "z-2",
                        "vsw-2",
                        "vsw-pod-2",
                        ChargeType.POSTPAID,
                        Money.of("11.2", "CNY"),
                        8,
                        200,
                        null));
    }

    @Test
    void an_unknown_price_is_a_visible_refusal() {
        market.host("ecs.large-a", "z-1", "30", MARCH);

        assertThat(ranked(null))
                .containsExactly(
                        "ecs.large-a z-1 usable",
                        "ecs.large-b z-1 unknown-price",
                        "ecs.large-a z-2 unknown-price",
                        "ecs.large-b z-2 unknown-price");
        Offer unknown = offers.rank(large(null, NOON)).getLast().offer();
        assertThatIllegalStateException().isThrownBy(unknown::hourly).withMessageContaining("ecs.large-b in z-2");
    }

    @Test
    void a_zone_that_was_asked_for_rules_out_all_others() {
        allPrices();

        assertThat(ranked("z-1"))
                .containsExactly(
                        "ecs.large-b z-1 usable",
                        "ecs.large-a z-1 usable",
                        "ecs.large-a z-2 other-zone",
                        "ecs.large-b z-2 other-zone");
    }

    @Test
    void nothing_is_bought_in_a_disabled_zone() {
        allPrices();
        market.disable("z-2");

        assertThat(ranked(null))
                .containsExactly(
                        "ecs.large-b z-1 usable",
                        "ecs.large-a z-1 usable",
                        "ecs.large-a z-2 zone-disabled",
                        "ecs.large-b z-2 zone-disabled");
    }

    @Test
    void a_refused_offer_stands_behind_until_it_may_be_tried_again() {
        allPrices();
        memory.refused("ecs.large-a", "z-2", ChargeType.POSTPAID, "OperationDenied.NoStock");

        assertThat(ranked(null)).last().isEqualTo("ecs.large-a z-2 stock-refused-until");
        RankedOffer refused = offers.rank(large(null, NOON)).getLast();
        assertThat(refused.standing().until()).isEqualTo(NOON.plus(Backoff.SHORTEST));
        assertThat(refused.standing().detail()).contains("OperationDenied.NoStock");
        clock.advance(Backoff.SHORTEST);
        assertThat(ranked(null)).first().isEqualTo("ecs.large-a z-2 usable");
    }

    @Test
    void the_ceiling_is_the_dearest_offer_that_could_serve_some_day() {
        allPrices();
        memory.refused("ecs.large-a", "z-1", ChargeType.POSTPAID, "OperationDenied.NoStock");

        assertThat(offers.hourlyCeiling(large(null, NOON))).contains(Money.of("31.2", "CNY"));
        assertThat(offers.hourlyCeiling(large("z-2", NOON))).contains(Money.of("21.2", "CNY"));
        market.disable("z-1");
        assertThat(offers.hourlyCeiling(large(null, NOON))).contains(Money.of("21.2", "CNY"));
    }

    @Test
    void without_a_price_there_is_no_ceiling() {
        assertThat(offers.hourlyCeiling(large(null, NOON))).isEmpty();
    }

    @Test
    void a_start_ahead_is_priced_by_what_holds_then_and_a_past_one_by_what_holds_now() {
        market.host("ecs.large-a", "z-1", "30", MARCH)
                .host("ecs.large-a", "z-1", "40", NOON.minusSeconds(60))
                .host("ecs.large-a", "z-1", "50", NOON.plusSeconds(60), NOON);

        assertThat(offers.hourlyCeiling(large(null, NOON.plusSeconds(60)))).contains(Money.of("51.2", "CNY"));
        assertThat(offers.hourlyCeiling(large(null, NOON.minusSeconds(600)))).contains(Money.of("41.2", "CNY"));
    }

    @Test
    void the_check_says_what_is_left() {
        assertThat(check.check(large(null, NOON)))
                .returns(Verdict.Outcome.NO, Verdict::outcome)
                .returns("no-offer", Verdict::reason);
        market.host("ecs.large-a", "z-1", "30", MARCH);
        assertThat(check.check(large(null, NOON))).returns("on-offer", Verdict::reason);
        memory.refused("ecs.large-a", "z-1", ChargeType.POSTPAID, "OperationDenied.NoStock");
        assertThat(check.check(large(null, NOON)))
                .returns(Verdict.Outcome.WARN, Verdict::outcome)
                .returns("stock-refused", Verdict::reason);
    }
}
