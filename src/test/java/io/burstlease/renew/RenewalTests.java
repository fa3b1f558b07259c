package io.burstlease.renew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.audit.Act;
import io.burstlease.host.Adoptions;
import io.burstlease.host.Bought;
import io.burstlease.host.Host;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.testing.Ask;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.StageTest;
import io.burstlease.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTests extends StageTest {

    private static final Money COST = Money.of("1", "CNY");

    private final Renewals renewals;

    private final Adoptions adoptions;

    RenewalTests(Parts parts, Renewals renewals, Adoptions adoptions) {
        super(parts);
        this.renewals = renewals;
        this.adoptions = adoptions;
    }

    @Test
    void a_renewal_is_in_force_once_every_release_time_was_seen_moved() {
        Lease lease = anActiveLease(2, 2);
        Instant newEnd = lease.end().plus(Duration.ofHours(4));
        Renewal wanted = renewals.request(lease.id(), newEnd, "more", COST, Act.by("mia", now(), null));
        world.cloud.down(true);
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        world.pass(Duration.ofMinutes(10));
        assertThat(renewals.get(wanted.id()).state()).isEqualTo(RenewalState.APPROVED);

        world.cloud.down(false);
        assertThat(world.until(
                        Duration.ofMinutes(10), () -> renewals.get(wanted.id()).state() == RenewalState.IN_FORCE))
                .isTrue();
        assertThat(hosts.ofLease(lease.id()))
                .allSatisfy(host -> assertThat(host.sight().seenReleaseAt()).isAfterOrEqualTo(newEnd.plus(GRACE)));
    }

    @Test
    void a_renewal_that_nobody_decides_lapses_with_the_end_it_was_to_move() {
        Lease lease = anActiveLease(1, 1);
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(1)), "more", COST, Act.by("mia", now(), null));
        world.clock.set(lease.end());
        world.pass(Duration.ofMinutes(5));
        assertThat(renewals.get(wanted.id()).state()).isEqualTo(RenewalState.LAPSED);
    }

    @Test
    void an_expired_lease_cannot_be_renewed() {
        Lease lease = anActiveLease(1, 1);
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(1)), "more", COST, Act.by("mia", now(), null));
        Act late = Act.by("lea", lease.end(), null);
        assertThatThrownBy(() -> renewals.approve(wanted.id(), late)).isInstanceOf(ProblemException.class);
        assertThat(leases.get(lease.id()).end()).isEqualTo(lease.end());
    }

    @Test
    void a_granted_renewal_takes_the_cordon_off_again() {
        Lease lease = anActiveLease(1, 1);
        world.clock.set(lease.cordonAt());
        world.pass(Duration.ofMinutes(2));
        assertThat(leases.get(lease.id()).isCordoned()).isTrue();
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(8)), "more", COST, Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        world.pass(Duration.ofMinutes(2));

        assertThat(leases.get(lease.id()).isCordoned()).isFalse();
        String node = hosts.ofLease(lease.id()).getFirst().nodeName().orElseThrow();
        assertThat(world.cluster.get(node).orElseThrow().unschedulable()).isFalse();
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void a_renewal_granted_while_a_late_release_time_is_being_put_right_is_not_undone() {
        Lease lease = approved(Ask.from(now()).grace(Duration.ZERO).ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        Instant end = leases.get(lease.id()).end();
        world.pass(Duration.between(now(), end).minusMinutes(2));
        Instant newEnd = end.plus(Duration.ofHours(4));
        Renewal wanted = renewals.request(lease.id(), newEnd, "more", COST, Act.by("mia", now(), null));
        world.errands
                .settlements()
                .before(ReleaseTime.NAME, () -> renewals.approve(wanted.id(), Act.by("lea", now(), null)));
        world.cloud.tamper(world.cloud.alive().iterator().next(), null);
        world.pass(Duration.ofSeconds(30));

        assertThat(renewals.get(wanted.id()).state()).isNotEqualTo(RenewalState.REQUESTED);
        assertThat(world.cloud.live())
                .singleElement()
                .satisfies(there -> assertThat(there.releaseAt()).isAfterOrEqualTo(newEnd));
    }

    @Test
    void nodes_that_a_run_cordoned_before_it_died_are_uncordoned_when_the_end_moves() {
        Lease lease = anActiveLease(1, 1);
        world.calls.at("lease-end cordon", 1, Mishap.DIES_AFTER, () -> {});
        world.clock.set(lease.cordonAt());
        while (world.calls.mishaps() == 0) {
            assertThat(world.errands.runNext(world.clock)).isTrue();
        }
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(8)), "more", COST, Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        world.pass(Duration.ofMinutes(2));

        String node = hosts.ofLease(lease.id()).getFirst().nodeName().orElseThrow();
        assertThat(world.cluster.get(node).orElseThrow().unschedulable()).isFalse();
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();
    }

    @Test
    void a_grant_in_the_last_second_is_not_lapsed_by_the_end_that_it_moved() {
        Lease lease = anActiveLease(1, 1);
        Instant newEnd = lease.end().plus(Duration.ofHours(1));
        Renewal wanted = renewals.request(lease.id(), newEnd, "more", COST, Act.by("mia", now(), null));
        Act inTime = Act.by("lea", lease.end().minusMillis(1), null);
        world.clock.set(lease.end());
        world.errands.settlements().cross(1, () -> renewals.approve(wanted.id(), inTime));
        world.errands.step(RenewalLapse.NAME, wanted.id());
        world.pass(Duration.ofMinutes(2));

        assertThat(leases.get(lease.id()).end()).isEqualTo(newEnd);
        assertThat(renewals.get(wanted.id()).state()).isEqualTo(RenewalState.IN_FORCE);
    }

    @Test
    void a_renewal_of_a_lease_that_was_released_meanwhile_never_comes_in_force() {
        Lease lease = anActiveLease(1, 1);
        world.cloud.down(true);
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(1)), "more", COST, Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        world.pass(Duration.ofSeconds(10));
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.cloud.down(false);
        world.pass(Duration.ofMinutes(15));

        assertThat(renewals.get(wanted.id()).state()).isEqualTo(RenewalState.LAPSED);
    }

    @Test
    void what_was_seen_before_the_grant_puts_no_renewal_in_force() {
        Lease lease = anActiveLease(1, 1);
        assertThat(hosts.ofLease(lease.id()).getFirst().sight().seenReleaseAt()).isAfter(lease.hardEnd());
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofMinutes(1)), "more", COST, Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        world.errands.step(PutInForce.NAME, wanted.id());

        assertThat(renewals.get(wanted.id()).state()).isEqualTo(RenewalState.APPROVED);
    }

    @Test
    void a_host_on_its_way_out_neither_holds_up_a_renewal_nor_is_kept_by_it() {
        Lease lease = anActiveLease(2, 1);
        Host broken = hosts.ofLease(lease.id()).getFirst();
        Instant before = broken.wantedReleaseAt().orElseThrow();
        hosts.change(broken.id(), h -> h.delete(Leaving.BROKEN, "gpus: 7 of 8", now()));
        Renewal wanted = renewals.request(
                lease.id(), lease.end().plus(Duration.ofHours(1)), "more", COST, Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
        assertThat(hosts.get(broken.id()).wantedReleaseAt()).contains(before);

        assertThat(world.until(
                        Duration.ofMinutes(2), () -> renewals.get(wanted.id()).state() == RenewalState.IN_FORCE))
                .isTrue();
    }

    @Test
    void a_host_that_was_found_without_a_release_time_is_given_one() {
        Lease lease = anActiveLease(1, 1);
        String launch = launches.ofLease(lease.id()).getFirst().id();
        adoptions.adopt(launch, 1, List.of(new Bought("i-late", now(), now(), null)));

        assertThat(hosts.byInstance("i-late").orElseThrow().wantedReleaseAt().orElseThrow())
                .isAfter(lease.hardEnd());
    }

    @Test
    void one_renewal_at_a_time() {
        Lease lease = anActiveLease(1, 1);
        Instant newEnd = lease.end().plus(Duration.ofHours(1));
        renewals.request(lease.id(), newEnd, "more", COST, Act.by("mia", now(), null));
        assertThatThrownBy(() -> renewals.request(lease.id(), newEnd, "again", COST, Act.by("mia", now(), null)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not decided");
    }
}
