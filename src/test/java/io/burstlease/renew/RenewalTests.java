package io.burstlease.renew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.testing.StageTest;
import io.burstlease.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RenewalTests extends StageTest {

    private static final Money COST = Money.of("1", "CNY");

    private final Renewals renewals;

    RenewalTests(Parts parts, Renewals renewals) {
        super(parts);
        this.renewals = renewals;
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
        world.pass(Duration.between(now(), lease.end()).plusMinutes(5));
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
        world.pass(Duration.between(now(), lease.cordonAt()).plusMinutes(2));
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
        Lease lease = approved(withoutGrace(asking(1, 1, null)));
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

    private static LeaseAsk withoutGrace(LeaseAsk ask) {
        return new LeaseAsk(
                ask.teamId(),
                ask.projectId(),
                ask.applicant(),
                ask.onBehalfOf(),
                ask.purpose(),
                ask.workload(),
                ask.hostClassId(),
                ask.hosts(),
                ask.minHosts(),
                ask.zone(),
                ask.chargeType(),
                ask.startsAt(),
                ask.term(),
                ask.askedEndAt(),
                ask.longestWaitSeconds(),
                0,
                ask.moneyCap(),
                ask.hourlyPrice(),
                ask.currency());
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
