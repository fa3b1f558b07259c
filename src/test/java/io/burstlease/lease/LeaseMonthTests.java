package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.budget.Budgets;
import io.burstlease.host.Commitments;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.testing.Ask;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.Things;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Months of a lease's life, with the clock set by hand. Midnight in Shanghai is 16:00 UTC. */
class LeaseMonthTests extends StageTest {

    /** Nine in the morning of the last of March in Shanghai. */
    private static final Instant START = Instant.parse("2026-03-31T01:00:00Z");

    private static final Duration MARGIN = Duration.ofMinutes(30);

    private final Renewals renewals;
    private final Budgets budgets;
    private final Commitments commitments;

    LeaseMonthTests(Parts parts, Renewals renewals, Budgets budgets, Commitments commitments) {
        super(parts);
        this.renewals = renewals;
        this.budgets = budgets;
        this.commitments = commitments;
    }

    @Test
    void a_lease_for_a_month_is_begun_renewed_cordoned_and_ended_to_the_second() {
        Lease lease = approved(Ask.from(START).hosts(2, 2).term("P1M").ask());
        reserve(lease);
        assertThat(lease.waitingFor()).contains("START");
        assertThat(lease.end()).isEqualTo("2026-04-30T02:00:00Z");

        at(START.minusSeconds(1));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.APPROVED);
        assertThat(world.cloud.everBought()).isZero();

        at(START);
        assertThat(world.until(Duration.ofMinutes(20), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        Instant active = leases.get(lease.id()).activatedAt().orElseThrow();
        Instant end = leases.get(lease.id()).end();
        assertThat(end)
                .as("a month from the last of March is the last of April, counted from ACTIVE")
                .isEqualTo(active.minus(Duration.ofDays(1)).plus(Duration.ofDays(31)));
        assertThat(monthsReserved(lease)).isEqualTo(2);

        at(Instant.parse("2026-04-20T00:00:00Z"));
        Instant renewed = end.plus(Duration.ofDays(30));
        grant(lease, renewed);
        assertThat(leases.get(lease.id()).end())
                .as("a renewal counts from the old end")
                .isEqualTo(renewed);
        world.pass(Duration.ofMinutes(1));
        assertThat(releaseTimes())
                .allSatisfy(at ->
                        assertThat(at).isAfterOrEqualTo(renewed.plus(GRACE).plus(MARGIN)));

        at(end);
        assertThat(stateOf(lease)).as("the old end passes").isEqualTo(LeaseState.ACTIVE);
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();

        isCordonedReleasedAndGone(lease, renewed);
    }

    @Test
    void a_lease_that_starts_later_and_is_cancelled_before_never_buys_anything() {
        Lease lease = approved(Ask.from(START).term("P1M").ask());
        reserve(lease);

        at(START.minusSeconds(1));
        leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), "not needed after all")));
        at(START.plusSeconds(1));
        world.pass(Duration.ofMinutes(5));

        assertThat(stateOf(lease)).isEqualTo(LeaseState.CANCELLED);
        assertThat(world.cloud.everBought()).isZero();
        assertThat(budgets.of("vision", Things.SHANGHAI.month(START))
                        .orElseThrow()
                        .reserved()
                        .amount())
                .isZero();
    }

    @Test
    void an_end_date_stays_however_late_the_hosts_come() {
        world.cluster.joins(false);
        Instant end = START.plus(Duration.ofHours(5));
        Lease lease = approved(
                Ask.from(START).until(end).longestWait(Duration.ofHours(3)).ask());

        at(START);
        world.pass(Duration.ofMinutes(10));
        world.cluster.joins(true);
        assertThat(world.until(Duration.ofHours(2), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();

        assertThat(leases.get(lease.id()).end()).isEqualTo(end);
    }

    @Test
    void a_day_of_the_leap_year_is_a_day_like_any_other() {
        assertThat(Ask.from(Instant.parse("2028-02-28T16:00:00Z"))
                        .term("P1M")
                        .ask()
                        .endOfTerm(Instant.parse("2028-02-28T16:00:00Z"), Things.SHANGHAI))
                .as("from the 29th of February to the 29th of March")
                .isEqualTo("2028-03-28T16:00:00Z");
        assertThat(Ask.from(Instant.parse("2028-01-30T16:00:00Z"))
                        .term("P1M")
                        .ask()
                        .endOfTerm(Instant.parse("2028-01-30T16:00:00Z"), Things.SHANGHAI))
                .as("from the 31st of January to the 29th of February")
                .isEqualTo("2028-02-28T16:00:00Z");
        assertThat(Ask.from(Instant.parse("2028-02-28T16:00:00Z"))
                        .term("P1Y")
                        .ask()
                        .endOfTerm(Instant.parse("2028-02-28T16:00:00Z"), Things.SHANGHAI))
                .as("from the 29th of February to the 28th a year later")
                .isEqualTo("2029-02-27T16:00:00Z");
    }

    private void isCordonedReleasedAndGone(Lease lease, Instant end) {
        at(end.minus(Duration.ofHours(1)).minusSeconds(1));
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();
        at(end.minus(Duration.ofHours(1)));
        assertThat(leases.get(lease.id()).isCordoned()).isTrue();

        at(end.minusSeconds(1));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        at(end);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(hosts.everOfLease(lease.id()))
                .hasSize(2)
                .allSatisfy(host -> assertThat(host.state()).isEqualTo(HostState.GONE))
                .allSatisfy(host -> assertThat(host.sight().goneBefore()).isAfter(end));
    }

    /** Sets the clock, and lets happen what is due. */
    private void at(Instant instant) {
        world.clock.set(instant);
        world.due();
        world.due();
    }

    private void reserve(Lease lease) {
        leases.change(
                lease.id(),
                l -> budgets.reserve(l.id(), "vision", commitments.of(l, l.ask().hourly(), l.end(), 0)));
    }

    private void grant(Lease lease, Instant newEnd) {
        Renewal wanted = renewals.request(
                lease.id(), newEnd, "one more month", lease.ask().hourly(), Act.by("mia", now(), null));
        renewals.approve(wanted.id(), Act.by("lea", now(), null));
    }

    private long monthsReserved(Lease lease) {
        return owner().sql("select count(*) from budget_reservation where lease_id = :lease and reserved > 0")
                .param("lease", lease.id())
                .query(Long.class)
                .single();
    }

    private List<Instant> releaseTimes() {
        return hosts.in(Set.of(HostState.READY)).stream()
                .map(Host::sight)
                .map(sight -> sight.seenReleaseAt())
                .toList();
    }
}
