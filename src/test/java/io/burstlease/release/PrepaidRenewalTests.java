package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Death;
import io.burstlease.testing.FakeSubscriptions;
import io.burstlease.testing.Mishap;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Leases of hosts paid in advance go on: another period is paid for once, whatever happens on the way. */
class PrepaidRenewalTests extends PrepaidStage {

    private static final Money COST = Money.of("60220", "CNY");

    private final Renewals renewals;
    private final Prepayments prepayments;

    PrepaidRenewalTests(Parts parts, Prices prices, Renewals renewals, Prepayments prepayments) {
        super(parts, prices);
        this.renewals = renewals;
        this.prepayments = prepayments;
    }

    @Test
    void another_week_is_paid_for_and_costs_evenly_once_it_began() {
        Lease lease = aMonth(1);
        Instant paidUntil = paidUntil(lease);

        Renewal renewal = renewed(lease, Duration.ofDays(5));

        assertThat(inForce(renewal)).as("%s", world.errands.history()).isTrue();
        assertThat(world.subscriptions.orders())
                .containsExactly("renew " + theHost(lease).instanceId().orElseThrow() + " P1W");
        assertThat(paidUntil(lease)).isEqualTo(paidUntil.plus(Duration.ofDays(7)));
        world.clock.set(paidUntil.plus(Duration.ofDays(1)));
        world.pass(Duration.ofMinutes(1));
        BigDecimal day = cost(lease).subtract(new BigDecimal(MONTH));
        assertThat(day).isBetween(new BigDecimal("8600"), new BigDecimal("8620"));
    }

    @Test
    void what_the_paid_period_covers_costs_nothing_more() {
        Lease lease = aMonth(1);
        renewed(lease, Duration.ofDays(2));
        assertThat(world.until(BOOT, () -> world.subscriptions.orders().size() == 1))
                .isTrue();

        Renewal second = renewed(leases.get(lease.id()), Duration.ofDays(2));

        assertThat(inForce(second)).isTrue();
        assertThat(world.subscriptions.orders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"LOSE_REPLY", "LOSE_REQUEST", "REFUSE"})
    void an_order_that_is_lost_or_refused_is_given_until_it_is_executed_once(FakeSubscriptions.Script script) {
        Lease lease = aMonth(2);
        world.subscriptions.script(script);

        Renewal renewal = renewed(lease, Duration.ofDays(5));

        assertThat(inForce(renewal)).as("%s", world.errands.history()).isTrue();
        assertThat(world.subscriptions.orders()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_release_waits_until_it_is_known_whether_another_period_is_paid() {
        Lease lease = aMonth(1);
        world.subscriptions.script(FakeSubscriptions.Script.LOSE_REPLY);
        renewed(lease, Duration.ofDays(5));
        assertThat(world.until(BOOT, () -> world.subscriptions.orders().size() == 1))
                .isTrue();

        release(lease);

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .as("%s", world.errands.history())
                .isTrue();
        assertThat(world.subscriptions.orders()).hasSize(2);
        assertThat(cost(lease))
                .isEqualByComparingTo(new BigDecimal(MONTH).add(COST.amount()).subtract(new BigDecimal("100")));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MEANWHILE_BEFORE", "MEANWHILE_AFTER"})
    void calls_may_fail_be_cut_off_and_be_overtaken(Mishap mishap) {
        Lease lease = aMonth(1);
        List<String> faults = new ArrayList<>();

        world.calls.everywhere(1, mishap);
        life(lease, mishap + " at every first call", faults);

        assertThat(faults).isEmpty();
        assertThat(world.calls.sites())
                .contains("pay-longer renew", "pay-longer listByIds", "end-prepaid refund", "end-prepaid refundPrice");
        assertThat(world.calls.mishaps()).isGreaterThanOrEqualTo(4);
    }

    /** Each place in one of the three ways, in turn. */
    @Test
    void a_run_may_die_at_any_settlement() {
        world.hurry();
        Lease peaceful = aMonth(1);
        int before = world.errands.settlements().begun();
        List<String> faults = new ArrayList<>();
        life(peaceful, "peace", faults);
        int settlements = world.errands.settlements().begun() - before;
        assertThat(settlements).isGreaterThan(8);
        for (int nth = 1; nth <= settlements; nth++) {
            begin();
            market();
            world.hurry();
            Lease lease = aMonth(1);
            Death when = Death.values()[nth % Death.values().length];
            world.errands.settlements().dieAt(nth, when);
            life(lease, when + " of settlement " + nth, faults);
        }
        assertThat(faults).isEmpty();
    }

    /** A renewal and an early end: one order of each kind, and the money of both on the ledger. */
    private void life(Lease lease, String what, List<String> faults) {
        Renewal renewal = renewed(lease, Duration.ofDays(5));
        if (!inForce(renewal)) {
            faults.add(what + ": not in force: " + world.errands.history());
            return;
        }
        release(lease);
        if (!world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED)) {
            faults.add(what + ": not released: " + world.errands.history());
            return;
        }
        String id = theHost(lease).instanceId().orElseThrow();
        if (!world.subscriptions.orders().equals(List.of("renew " + id + " P1W", "refund " + id))) {
            faults.add(what + ": " + world.subscriptions.orders());
        }
        // A month and a week, but for the refund.
        BigDecimal due = new BigDecimal(MONTH).add(COST.amount()).subtract(new BigDecimal("100"));
        if (cost(lease).compareTo(due) != 0) {
            faults.add(what + ": cost " + cost(lease) + ", not " + due);
        }
    }

    private Renewal renewed(Lease lease, Duration longer) {
        Renewal wanted =
                renewals.request(lease.id(), lease.end().plus(longer), "more", COST, Act.by("mia", now(), null));
        return renewals.approve(wanted.id(), Act.by("lea", now(), null));
    }

    private boolean inForce(Renewal renewal) {
        return world.until(Duration.ofHours(1), () -> renewals.get(renewal.id()).state() == RenewalState.IN_FORCE);
    }

    private Instant paidUntil(Lease lease) {
        return prepayments.paidUntil(theHost(lease).id()).orElseThrow();
    }
}
