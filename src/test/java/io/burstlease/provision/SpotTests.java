package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.budget.Estimates;
import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Ask;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts at the market price: 80 and 90 an hour, and 2.2 for the disks of each. */
class SpotTests extends StageTest {

    private final Prices prices;
    private final Estimates estimates;
    private final Catalog catalog;

    SpotTests(Parts parts, Prices prices, Estimates estimates, Catalog catalog) {
        super(parts);
        this.prices = prices;
        this.estimates = estimates;
        this.catalog = catalog;
    }

    @BeforeEach
    void market() {
        host(CHEAP, "80");
        host(DEAR, "90");
        for (String zone : new String[] {CHEAP, DEAR}) {
            prices.learn(
                    PricedItem.DISK,
                    "cloud_essd PL1",
                    zone,
                    ChargeType.SPOT,
                    Money.of("0.002", "CNY"),
                    "test",
                    NOON.minus(Duration.ofDays(1)));
        }
    }

    @Test
    void a_limit_reaches_the_cloud_without_the_disks() {
        Lease lease = active("100.1239");

        assertThat(world.cloud.live())
                .singleElement()
                .extracting(FakeInstance::request)
                .satisfies(request -> {
                    assertThat(request.chargeType()).isEqualTo(ChargeType.SPOT);
                    assertThat(request.spotPriceLimit()).isEqualTo("97.923");
                    assertThat(request.autoReleaseTime()).isNotNull();
                });
        assertThat(lease.ask().hourly()).isEqualTo(Money.of("100.1239", "CNY"));
    }

    @Test
    void without_a_limit_the_market_may_go_up_to_what_pay_as_you_go_costs_and_that_is_set_aside() {
        Need need = new Need(
                "vision",
                catalog.hostClass("a100-8x"),
                1,
                1,
                null,
                ChargeType.SPOT,
                NOON,
                NOON.plus(Duration.ofHours(1)));

        // 270 in the dear zone, and 2.2 for the disks.
        assertThat(estimates.of(need).hourly()).isEqualTo(Money.of("272.2", "CNY"));
        active(null);
        assertThat(world.cloud.live().getFirst().request().spotPriceLimit()).isNull();
    }

    @Test
    void an_offer_above_the_limit_is_not_taken() {
        host(CHEAP, "99");

        active("95");

        assertThat(world.cloud.live().getFirst().request().zone()).isEqualTo(DEAR);
    }

    @Test
    void a_market_above_the_limit_is_waited_for() {
        host(CHEAP, "99");
        host(DEAR, "99");
        Lease lease = approved(Ask.from(now()).spot("95").ask());
        world.pass(Duration.ofMinutes(5));
        assertThat(world.cloud.everBought()).isZero();
        assertThat(leases.get(lease.id()).waitingFor()).contains("STOCK");

        prices.learn(PricedItem.HOST, TYPE, DEAR, ChargeType.SPOT, Money.of("70", "CNY"), "test", now());

        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
    }

    @Test
    void a_market_that_went_above_the_limit_meanwhile_is_no_fault_and_the_next_offer_is_tried() {
        world.cloud.script(new Script.Refuse(Family.INVALID, "InvalidSpotPriceLimit.LowerThanPublicPrice"));

        Lease lease = active("95");

        assertThat(hostsIn(lease, HostState.READY))
                .singleElement()
                .extracting(Host::zone)
                .isEqualTo(Optional.of(DEAR));
    }

    private Lease active(@Nullable String limit) {
        Lease lease = approved(Ask.from(now()).spot(limit).ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .as("%s", world.errands.history())
                .isTrue();
        return leases.get(lease.id());
    }

    private void host(String zone, String perHour) {
        owner().sql("delete from price where charge_type = 'SPOT' and item = 'HOST' and zone = :zone")
                .param("zone", zone)
                .update();
        prices.learn(
                PricedItem.HOST,
                TYPE,
                zone,
                ChargeType.SPOT,
                Money.of(perHour, "CNY"),
                "test",
                NOON.minus(Duration.ofDays(1)));
    }
}
