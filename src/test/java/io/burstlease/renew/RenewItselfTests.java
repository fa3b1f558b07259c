package io.burstlease.renew;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.AutoRenew;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Death;
import io.burstlease.testing.Repeat;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.Things;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenewItselfTests extends StageTest {

    private static final Caller MIA = new Caller("mia", "Mia", Set.of(Role.MEMBER), null, false);
    private static final Duration TERM = Duration.ofHours(8);
    private static final String EACH = "PT8H";

    private final Renewals renewals;
    private final StopRenewing stopRenewing;
    private final Prices prices;

    RenewItselfTests(Parts parts, Renewals renewals, StopRenewing stopRenewing, Prices prices) {
        super(parts);
        this.renewals = renewals;
        this.stopRenewing = stopRenewing;
        this.prices = prices;
    }

    @Test
    void it_is_renewed_by_policy_up_to_its_cap_and_then_ends() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        Instant first = lease.end();
        world.hurry();

        assertThat(world.until(Duration.ofHours(30), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();

        assertThat(renewals.ofLease(lease.id()))
                .extracting(Renewal::newEndAt)
                .containsExactly(NOON.plus(Duration.ofHours(20)), first.plus(TERM));
        assertThat(renewals.ofLease(lease.id())).allSatisfy(renewal -> {
            assertThat(renewal.automatic()).isTrue();
            assertThat(renewal.state()).isEqualTo(RenewalState.IN_FORCE);
            assertThat(renewal.policy()).contains("auto-renew/1");
            assertThat(renewal.isAskedBy("mia")).isTrue();
        });
        assertThat(leases.get(lease.id()).ending()).contains(Ending.EXPIRED);
        assertThat(leases.get(lease.id()).end()).isEqualTo(NOON.plus(Duration.ofHours(20)));
    }

    @Test
    void it_is_asked_for_a_quarter_of_its_length_ahead_and_before_the_cordon() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        world.hurry();
        Instant end = lease.end();

        assertThat(world.until(TERM, () -> !renewals.ofLease(lease.id()).isEmpty()))
                .isTrue();

        assertThat(Duration.between(now(), end)).isBetween(Duration.ofHours(1).plusMinutes(55), Duration.ofHours(2));
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();
    }

    @Test
    void what_the_budget_does_not_bear_waits_for_a_lead_and_is_asked_for_once() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        world.hurry();
        owner().sql("update team_budget set amount = 1").update();

        world.clock.set(lease.end().minus(Duration.ofMinutes(50)));
        world.pass(Duration.ofMinutes(20));

        assertThat(renewals.ofLease(lease.id()))
                .singleElement()
                .satisfies(renewal -> assertThat(renewal.state()).isEqualTo(RenewalState.REQUESTED));
        assertThat(leases.timeline(lease.id(), 0, 1000)).anySatisfy(entry -> {
            assertThat(entry.event()).isEqualTo("left-to-lead");
            assertThat(entry.reason()).isEqualTo("over-budget");
        });
        assertThat(leases.get(lease.id()).end()).isEqualTo(lease.end());
    }

    @Test
    void a_dearer_price_is_left_to_a_lead() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        for (String zone : List.of(CHEAP, DEAR)) {
            prices.learn(PricedItem.HOST, TYPE, zone, ChargeType.POSTPAID, Money.of("900", "CNY"), "test", now());
        }
        world.clock.set(lease.end().minus(Duration.ofMinutes(50)));
        world.pass(Duration.ofMinutes(2));

        assertThat(renewals.ofLease(lease.id()))
                .singleElement()
                .satisfies(renewal -> assertThat(renewal.state()).isEqualTo(RenewalState.REQUESTED));
    }

    @Test
    void one_that_a_lead_rejected_is_not_asked_for_again() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        owner().sql("update team_budget set amount = 1").update();
        world.clock.set(lease.end().minus(Duration.ofMinutes(50)));
        world.pass(Duration.ofMinutes(2));
        renewals.reject(renewals.ofLease(lease.id()).getFirst().id(), Act.by("lea", now(), "no"));
        owner().sql("update team_budget set amount = 1000000").update();

        world.pass(Duration.ofHours(2));

        assertThat(renewals.ofLease(lease.id())).hasSize(1);
        assertThat(stateOf(lease)).isNotEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void one_that_is_stopped_ends_when_it_ends() {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(20))));
        stopRenewing.of(MIA, lease.id(), new IfMatch("*"));
        stopRenewing.of(MIA, lease.id(), new IfMatch("*"));
        world.clock.set(lease.end());

        world.pass(Duration.ofMinutes(2));

        assertThat(renewals.ofLease(lease.id())).isEmpty();
        assertThat(leases.get(lease.id()).ending()).contains(Ending.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_twice_asks_once(Repeat how) {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(16))));
        world.errands.repeat(how);
        world.clock.set(lease.end().minus(Duration.ofMinutes(50)));

        world.pass(Duration.ofMinutes(10));

        assertThat(renewals.ofLease(lease.id())).hasSize(1);
        assertThat(leases.get(lease.id()).end()).isEqualTo(NOON.plus(Duration.ofHours(16)));
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_dies_asks_once(Death when) {
        Lease lease = active(new AutoRenew(EACH, NOON.plus(Duration.ofHours(16))));
        world.clock.set(lease.end().minus(Duration.ofMinutes(50)));
        world.errands.settlements().dieAt(world.errands.settlements().begun() + 1, when);

        world.pass(Duration.ofMinutes(10));

        assertThat(renewals.ofLease(lease.id())).hasSize(1);
        assertThat(leases.get(lease.id()).end()).isEqualTo(NOON.plus(Duration.ofHours(16)));
    }

    private Lease active(AutoRenew how) {
        Instant now = now();
        Lease lease = leases.request(asking(1, 1, null), now.plus(Duration.ofDays(1)), Act.by("mia", now, null));
        leases.change(lease.id(), l -> {
            l.renewItself(how, Act.by("mia", now, null));
            l.approve(lease.ask().latestEnd(now, Things.SHANGHAI), Act.by("lea", now, null));
        });
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        return leases.get(lease.id());
    }
}
