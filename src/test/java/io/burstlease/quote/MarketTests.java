package io.burstlease.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.StockHint;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offers;
import io.burstlease.offer.Verdict;
import io.burstlease.offer.Zones;
import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Things things = Things.at(clock);
    private final Market market = Market.in(things)
            .host("ecs.small", "z-1", "10", NOON)
            .host("ecs.small", "z-2", "10", NOON)
            .disk("z-1", "0.001", NOON)
            .disk("z-2", "0.001", NOON);
    private final FakeMarket cloud = new FakeMarket();
    private final MarketHints hints = new MarketHints(things.jdbc());
    private final MarketWatch watch =
            new MarketWatch(cloud, things.the(Catalog.class), things.the(Zones.class), hints, clock);
    private final StockCheck stock = new StockCheck(things.the(Offers.class), hints, clock);
    private final AddressCheck addresses = new AddressCheck(things.the(Zones.class), hints, clock);

    private Need small(int hosts, int minHosts, @Nullable String zone, Instant from) {
        return new Need(
                "red",
                things.the(Catalog.class).hostClass("small"),
                hosts,
                minHosts,
                zone,
                ChargeType.POSTPAID,
                from,
                from.plus(Duration.ofDays(1)));
    }

    private String stock() {
        return text(stock.check(small(1, 1, null, NOON)));
    }

    private String addresses(int hosts, int minHosts, @Nullable String zone) {
        return text(addresses.check(small(hosts, minHosts, zone, clock.instant())));
    }

    private static String text(Verdict verdict) {
        return verdict.outcome() + " " + verdict.reason();
    }

    @Test
    void before_the_first_look_nothing_is_known() {
        assertThat(stock()).isEqualTo("WARN stock-unknown");
        assertThat(addresses(1, 1, null)).isEqualTo("WARN addresses-unknown");
    }

    @Test
    void a_look_asks_for_every_type_once_and_remembers_our_zones_only() {
        cloud.stock("ecs.small", "z-1", true).stock("ecs.small", "z-elsewhere", true);

        watch.run();

        assertThat(cloud.asked).containsExactly("ecs.large-a POSTPAID", "ecs.large-b POSTPAID", "ecs.small POSTPAID");
        assertThat(hints.stock(ChargeType.POSTPAID))
                .containsExactly(new MarketHints.Stock("ecs.small", "z-1", true, NOON));
    }

    @Test
    void stock_is_told_with_its_age() {
        cloud.stock("ecs.small", "z-1", true).stock("ecs.small", "z-2", false);
        watch.run();
        clock.advance(Duration.ofSeconds(40));

        assertThat(stock.check(small(1, 1, null, NOON)))
                .isEqualTo(Verdict.ok("stock", "in-stock", "the cloud had stock for 1 of 2 offers, 40 s ago"));
        assertThat(text(stock.check(small(1, 1, "z-2", NOON)))).isEqualTo("WARN out-of-stock");
    }

    @Test
    void an_old_word_is_only_a_warning() {
        cloud.stock("ecs.small", "z-1", true).addresses("vsw-1", 100).addresses("vsw-pod-1", 1000);
        watch.run();
        clock.advance(HintAge.STALE.plusSeconds(1));

        assertThat(stock()).isEqualTo("WARN stock-stale");
        assertThat(addresses(1, 1, null)).isEqualTo("WARN addresses-stale");
    }

    @Test
    void a_cloud_that_does_not_answer_one_question_is_asked_the_others_and_the_look_counts_as_failed() {
        cloud.stock("ecs.small", "z-1", true).addresses("vsw-1", 100).addresses("vsw-pod-1", 1000);
        cloud.silentAbout.add("ecs.large-a");

        assertThatExceptionOfType(CloudException.class).isThrownBy(watch::run).withMessageContaining("ecs.large-a");

        assertThat(stock()).isEqualTo("OK in-stock");
        assertThat(addresses(1, 1, null)).isEqualTo("OK addresses-free");
    }

    @Test
    void an_older_word_never_overwrites_a_newer_one() {
        hints.saw(new StockHint("z-1", "ecs.small", false), ChargeType.POSTPAID, NOON);
        hints.saw(new StockHint("z-1", "ecs.small", true), ChargeType.POSTPAID, NOON.minusSeconds(1));

        assertThat(stock()).isEqualTo("WARN out-of-stock");
        hints.saw(new StockHint("z-1", "ecs.small", true), ChargeType.POSTPAID, NOON.plusSeconds(1));
        assertThat(stock()).isEqualTo("OK in-stock");
    }

    @Test
    void a_gang_needs_its_addresses_in_one_zone_and_others_may_be_spread() {
        // Each host takes one address of its own and eleven for its pods: room for 3 and for 2.
        cloud.addresses("vsw-1", 3).addresses("vsw-pod-1", 1000);
        cloud.addresses("vsw-2", 50).addresses("vsw-pod-2", 32);
        watch.run();

        assertThat(addresses(3, 3, null)).isEqualTo("OK addresses-free");
        assertThat(addresses(4, 4, null)).isEqualTo("NO addresses-short");
        assertThat(addresses(4, 1, null)).isEqualTo("OK addresses-free");
        assertThat(addresses(6, 5, null)).isEqualTo("WARN addresses-short");
        assertThat(addresses(7, 6, null)).isEqualTo("NO addresses-short");
        assertThat(addresses(3, 3, "z-2")).isEqualTo("NO addresses-short");
        assertThat(addresses(2, 2, "z-2")).isEqualTo("OK addresses-free");
    }

    @Test
    void for_a_start_far_ahead_too_few_addresses_now_are_only_a_warning() {
        cloud.addresses("vsw-1", 1).addresses("vsw-pod-1", 1000);
        watch.run();

        assertThat(text(addresses.check(small(2, 2, null, NOON.plus(Duration.ofDays(1))))))
                .isEqualTo("WARN addresses-short");
    }

    @Test
    void a_disabled_zone_does_not_count() {
        cloud.addresses("vsw-1", 100).addresses("vsw-pod-1", 1000);
        watch.run();
        market.disable("z-1");

        assertThat(addresses(1, 1, null)).isEqualTo("WARN addresses-unknown");
    }

    @Test
    void the_schema_keeps_hints_possible() {
        SchemaGuard schema = new SchemaGuard(things.owner());
        schema.refuses(
                "insert into stock_hint values ('ecs.small', 'z-9', 'POSTPAID', true, now())", "stock_hint_zone_fkey");
        schema.refuses(
                "insert into stock_hint values ('ecs.small', 'z-1', 'FREE', true, now())",
                "stock_hint_charge_type_check");
        schema.refuses("insert into address_hint values ('vsw-1', -1, now())", "address_hint_free_addresses_check");
        schema.accepts("insert into address_hint values ('vsw-1', 0, now())");
        schema.refuses("insert into address_hint values ('vsw-1', 0, now())", "address_hint_pkey");
    }
}
