package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.Commitments;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.host.Prepayment;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Ask;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.FakeSubscriptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that are paid for in advance, from the purchase to their end. */
class PrepaidTests extends PrepaidStage {

    private final Prepayments prepayments;
    private final Commitments commitments;
    private final EndPrepaid holding;

    PrepaidTests(
            Parts parts,
            Prices prices,
            Prepayments prepayments,
            Commitments commitments,
            PrepaidEndings endings,
            GiveUp giveUp,
            CloudHosts cloud) {
        super(parts, prices);
        this.prepayments = prepayments;
        this.commitments = commitments;
        this.holding = new EndPrepaid(
                hosts,
                leases,
                prepayments,
                endings,
                giveUp,
                cloud,
                new ReleaseSettings(Duration.ofMinutes(10), ReleaseSettings.PrepaidEnd.HOLD),
                parts.clock());
    }

    @Test
    void a_month_is_paid_at_once_and_the_lease_ends_with_it_grace_included() {
        Lease lease = aMonth(1);

        FakeInstance bought = world.cloud.live().getFirst();
        assertThat(bought.request().chargeType()).isEqualTo(ChargeType.PREPAID);
        assertThat(bought.request().prepaid()).isEqualTo(PaidPeriod.parse("P1M"));
        assertThat(bought.releaseAt()).isNull();
        Instant paidFrom = theHost(lease).boughtBefore().orElseThrow();
        Instant paidUntil = PaidPeriod.parse("P1M").from(paidFrom);
        assertThat(prepayments.of(theHost(lease).id()))
                .extracting(Prepayment::item, payment -> payment.amount().rounded(), Prepayment::to)
                .contains(tuple("HOST", Money.of("150000", "CNY").rounded(), paidUntil));
        assertThat(lease.end()).isEqualTo(paidUntil.minus(GRACE));
    }

    @ParameterizedTest
    @CsvSource({"P3D, P1W", "P7D, P1W", "P8D, P1M"})
    void the_cheapest_period_that_covers_the_lease_is_bought(String term, String period) {
        active(Ask.from(now()).term(term).prepaid("P1M"));

        assertThat(world.cloud.live().getFirst().request().prepaid()).isEqualTo(PaidPeriod.parse(period));
    }

    @Test
    void an_end_date_is_covered_with_its_grace() {
        Lease lease = active(Ask.from(now())
                .until(now().plus(Duration.ofDays(7)).minus(GRACE))
                .prepaid("P1M"));

        // Half a minute has gone before the purchase: a week would not do if it were more than that.
        assertThat(prepayments.paidUntil(theHost(lease).id()).orElseThrow()).isAfterOrEqualTo(lease.hardEnd());
    }

    @Test
    void all_that_was_paid_is_committed_whatever_becomes_of_the_lease() {
        Lease lease = aMonth(1);

        assertThat(committed(lease)).isEqualByComparingTo(MONTH);
        release(lease);
        assertThat(committed(lease)).isEqualByComparingTo(MONTH);
    }

    @Test
    void what_costs_more_at_once_than_was_approved_is_not_bought() {
        world.clock.advance(Duration.ofSeconds(1));
        learn("P1M", "202000", "0.4");

        Lease lease = approved(Ask.from(now()).term("P1M").prepaid("P1M").ask());
        world.pass(Duration.ofMinutes(5));

        // 300 an hour were approved, for 28 days of a month at least: 201,600.
        assertThat(world.cloud.everBought()).isZero();
        assertThat(leases.get(lease.id()).waitingFor()).contains("STOCK");
    }

    @Test
    void a_lease_that_is_over_gives_its_host_up_and_pays_what_was_not_paid_back() {
        Lease lease = aMonth(1);
        world.subscriptions.pays("90000.50");
        later(Duration.ofDays(3));

        release(lease);

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .as("%s", world.errands.history())
                .isTrue();
        assertThat(world.subscriptions.orders())
                .containsExactly("refund " + theHost(lease).instanceId().orElseThrow());
        assertThat(cost(lease)).isEqualByComparingTo(new BigDecimal(MONTH).subtract(new BigDecimal("90000.50")));
        assertThat(owner().sql("select sum(amount) from charge where spent_on = 'RELEASING'")
                        .query(BigDecimal.class)
                        .single())
                .isGreaterThan(new BigDecimal("30000"));
    }

    @Test
    void while_it_lasts_its_time_costs_evenly() {
        Lease lease = aMonth(1);
        Instant from = theHost(lease).boughtBefore().orElseThrow();
        Instant to = PaidPeriod.parse("P1M").from(from);

        later(Duration.ofDays(2));

        BigDecimal share = new BigDecimal(MONTH)
                .multiply(BigDecimal.valueOf(Duration.between(from, now()).toSeconds()))
                .divide(BigDecimal.valueOf(Duration.between(from, to).toSeconds()), 2, RoundingMode.HALF_UP);
        assertThat(cost(lease).setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(share);
    }

    @Test
    void one_that_the_cloud_will_not_have_back_is_held_until_it_runs_out_and_its_lease_pays_for_it() {
        Lease lease = aMonth(1);
        world.subscriptions.script(FakeSubscriptions.Script.REFUSE);
        release(lease);

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(stateOfHost(lease)).isEqualTo(HostState.HELD);
        assertThat(reserved(lease)).isGreaterThan(new BigDecimal("140000"));

        later(Duration.ofDays(31));
        assertThat(world.until(Duration.ofDays(1), () -> stateOfHost(lease) == HostState.GONE))
                .as("%s", world.errands.history())
                .isTrue();
        assertThat(cost(lease)).isEqualByComparingTo(MONTH);
        world.pass(Duration.ofMinutes(1));
        assertThat(reserved(lease)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REPLY", "LOSE_REQUEST"})
    void an_order_whose_answer_is_lost_is_given_once(FakeSubscriptions.Script lost) {
        Lease lease = aMonth(1);
        world.subscriptions.script(lost);

        release(lease);

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.subscriptions.orders()).hasSize(1);
        assertThat(cost(lease)).isEqualByComparingTo(new BigDecimal(MONTH).subtract(new BigDecimal("100")));
    }

    /**
     * As when the copy that sent the order died, and another one saw the host gone before anybody looked for the order.
     */
    @Test
    void a_refund_that_is_only_proven_by_the_host_being_gone_is_on_the_ledger() {
        Lease lease = aMonth(1);
        world.subscriptions.script(FakeSubscriptions.Script.LOSE_REPLY);
        release(lease);
        assertThat(world.until(BOOT, () -> world.subscriptions.orders().size() == 1))
                .isTrue();

        hosts.change(theHost(lease).id(), host -> host.gone(now().minusSeconds(60), now(), now()));
        world.pass(Duration.ofMinutes(1));

        assertThat(cost(lease)).isEqualByComparingTo(new BigDecimal(MONTH).subtract(new BigDecimal("100")));
    }

    @Test
    void where_the_policy_says_so_it_is_held_until_an_operator_gives_it_up() {
        world.errands.knowing(holding);
        Lease lease = aMonth(1);
        release(lease);
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(stateOfHost(lease)).isEqualTo(HostState.HELD);
        assertThat(world.subscriptions.orders()).isEmpty();

        hosts.change(theHost(lease).id(), host -> host.sendOff(Leaving.RELEASED, "not needed", false, now()));

        assertThat(world.until(Duration.ofHours(1), () -> stateOfHost(lease) == HostState.GONE))
                .isTrue();
        assertThat(world.subscriptions.orders()).hasSize(1);
        assertThat(cost(lease)).isEqualByComparingTo(new BigDecimal(MONTH).subtract(new BigDecimal("100")));
    }

    @Test
    void a_money_cap_does_not_make_what_is_paid_less() {
        Lease lease = approved(
                Ask.from(now()).term("P1M").prepaid("P1M").cappedAt("160000").ask());

        assertThat(committed(lease)).isGreaterThan(new BigDecimal("160000"));
    }

    @Test
    void one_that_vanishes_has_cost_all_that_was_paid() {
        Lease lease = aMonth(1);
        Host host = theHost(lease);
        world.pass(Duration.ofMinutes(30));

        world.cloud.take(host.instanceId().orElseThrow());

        assertThat(world.until(Duration.ofHours(1), () -> hosts.get(host.id()).state() == HostState.GONE))
                .isTrue();
        cost(lease);
        assertThat(owner().sql("select sum(amount) from charge where host_id = :host")
                        .param("host", host.id())
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(MONTH);
    }

    private BigDecimal committed(Lease lease) {
        return commitments.of(leases.get(lease.id()), lease.ask().hourly(), lease.end(), 0).values().stream()
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal reserved(Lease lease) {
        return owner().sql(
                        "select coalesce(sum(greatest(0, reserved - booked)), 0) from budget_reservation where lease_id = :lease")
                .param("lease", lease.id())
                .query(BigDecimal.class)
                .single();
    }
}
