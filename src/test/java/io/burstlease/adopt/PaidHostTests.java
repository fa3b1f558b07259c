package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.Host;
import io.burstlease.host.Prepayment;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.FakeInstance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that somebody paid for in advance, past this service: 150,440 for a month, of which the disks are 440. */
class PaidHostTests extends AdoptionStage {

    private static final BigDecimal PAID = new BigDecimal("150440");
    private static final Duration USED = Duration.ofDays(10);

    /** The cloud goes on until the end of the last day in Shanghai. */
    private static final Instant UNTIL = Instant.parse("2026-04-02T16:00:00Z");

    private final Prices prices;
    private final Prepayments prepayments;

    PaidHostTests(Parts parts, Adopt adopt, AdoptionTable table, Prices prices, Prepayments prepayments) {
        super(parts, adopt, table);
        this.prices = prices;
        this.prepayments = prepayments;
    }

    @BeforeEach
    void market() {
        for (String zone : List.of(CHEAP, DEAR)) {
            learn(PricedItem.HOST, TYPE, zone, "150000");
            learn(PricedItem.DISK, "cloud_essd PL1", zone, "0.4");
        }
    }

    private void learn(PricedItem item, String sku, String zone, String amount) {
        prices.learn(item, sku, zone, PaidPeriod.parse("P1M"), Money.of(amount, "CNY"), "test", now());
    }

    @Test
    void one_that_is_paid_for_costs_its_lease_what_is_left_of_it() {
        FakeInstance instance = standsSinceTenDays();
        Instant adoptedAt = now();
        Lease lease = leaseOf(adopted(List.of(paid(instance, PAID, null))), 0);

        assertThat(world.cloud.sends()).isEmpty();
        assertThat(world.subscriptions.orders()).isEmpty();
        Host host = hosts.ofLease(lease.id()).getFirst();
        List<Prepayment> left = prepayments.of(host.id());
        assertThat(left).extracting(Prepayment::item).containsExactlyInAnyOrder("HOST", "SYSTEM_DISK", "DATA_DISK_1");
        assertThat(left).allSatisfy(part -> assertThat(part.to()).isEqualTo(UNTIL));
        assertThat(sum(left)).isEqualByComparingTo(leftAt(adoptedAt));
        assertThat(lease.ask().prepaidPeriod()).isEqualTo("P1M");
        assertThat(reserved(lease).setScale(2, RoundingMode.HALF_UP))
                .isEqualTo(leftAt(adoptedAt).setScale(2, RoundingMode.HALF_UP));

        world.clock.advance(Duration.ofDays(1));
        assertThat(cost(lease).setScale(2, RoundingMode.HALF_UP))
                .isEqualTo(leftAt(adoptedAt).subtract(leftAt(now())).setScale(2, RoundingMode.HALF_UP));
    }

    @Test
    void it_is_given_up_for_what_the_cloud_pays_back_when_its_lease_ends() {
        FakeInstance instance = standsSinceTenDays();
        Instant adoptedAt = now();
        Lease lease = leaseOf(adopted(List.of(paid(instance, PAID, null))), 0);
        world.subscriptions.pays("70000");
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));

        assertThat(world.until(Duration.ofHours(2), () -> stateOf(lease) == LeaseState.RELEASED))
                .as("%s", world.errands.history())
                .isTrue();
        assertThat(world.subscriptions.orders()).containsExactly("refund " + instance.id());
        world.pass(Duration.ofMinutes(30));
        assertThat(cost(lease).setScale(2, RoundingMode.HALF_UP))
                .isEqualTo(leftAt(adoptedAt).subtract(new BigDecimal("70000")).setScale(2, RoundingMode.HALF_UP));
    }

    @Test
    void the_period_that_is_stated_is_the_one_that_was_paid_for() {
        FakeInstance instance = standsSinceTenDays();
        Instant begun = now().minus(Duration.ofDays(5));
        Instant adoptedAt = now();
        Lease lease = leaseOf(adopted(List.of(paid(instance, new BigDecimal("100000"), begun))), 0);

        assertThat(sum(prepayments.of(hosts.ofLease(lease.id()).getFirst().id())))
                .isCloseTo(
                        new BigDecimal("100000").multiply(share(begun, adoptedAt)),
                        Offset.offset(new BigDecimal("0.00000003")));
    }

    @Test
    void what_was_paid_has_to_be_known_and_nothing_more_may_be_paid_by_itself() {
        FakeInstance instance = standsSinceTenDays();
        assertThat(reasons(adopted(List.of(paid(instance, null, null))))).containsExactly("paid-unknown");
        assertThat(reasons(adopted(List.of(paid(instance, PAID, now().plusSeconds(3600))))))
                .containsExactly("paid-from");
        assertThat(reasons(adopted(List.of(paid(instance, PAID, NOON.minus(USED))))))
                .containsExactly("paid-from");
        world.subscriptions.renewing(true);
        assertThat(reasons(adopted(List.of(paid(instance, PAID, null))))).containsExactly("cloud-renews");
    }

    @Test
    void a_lease_does_not_last_longer_than_what_is_paid() {
        FakeInstance instance = standsSinceTenDays();

        Adoption adoption = adopted(List.of(paid(instance, PAID, null, UNTIL.minus(Duration.ofMinutes(10)))));

        assertThat(reasons(adoption)).containsExactly("paid-too-short");
        assertThat(adoption.hosts().getFirst().findings().getFirst().detail()).contains(UNTIL.toString());
    }

    @Test
    void nothing_was_paid_in_advance_for_one_that_is_charged_by_the_second() {
        FakeInstance instance = stands("gpu-old-1");

        assertThat(reasons(adopted(List.of(paid(instance, PAID, null, NOON.plus(TERM))))))
                .containsExactly("not-prepaid");
    }

    private FakeInstance standsSinceTenDays() {
        FakeInstance instance = stands("gpu-old-1", prepaid("P1M"));
        world.clock.advance(USED);
        world.read();
        return instance;
    }

    private HostToAdopt paid(FakeInstance instance, @Nullable BigDecimal paid, @Nullable Instant from) {
        return paid(instance, paid, from, now().plus(Duration.ofDays(4)));
    }

    private static HostToAdopt paid(
            FakeInstance instance, @Nullable BigDecimal paid, @Nullable Instant from, Instant end) {
        return new HostToAdopt(
                instance.id(),
                "gpu-old-1",
                "vision",
                "base",
                "mia",
                "The spring run",
                "a100-8x",
                null,
                end.atOffset(ZoneOffset.UTC).toString(),
                null,
                null,
                paid,
                from == null ? null : from.toString());
    }

    private static BigDecimal share(Instant from, Instant at) {
        return BigDecimal.valueOf(Duration.between(at, UNTIL).toMillis())
                .divide(BigDecimal.valueOf(Duration.between(from, UNTIL).toMillis()), 20, RoundingMode.HALF_UP);
    }

    /** Of what was paid at noon, to the ledger's last decimal. */
    private static BigDecimal leftAt(Instant at) {
        return PAID.multiply(share(NOON, at)).setScale(8, RoundingMode.HALF_UP);
    }

    private static BigDecimal sum(List<Prepayment> payments) {
        return payments.stream().map(payment -> payment.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal reserved(Lease lease) {
        return owner().sql("select sum(reserved) from budget_reservation where lease_id = :lease")
                .param("lease", lease.id())
                .query(BigDecimal.class)
                .single();
    }
}
