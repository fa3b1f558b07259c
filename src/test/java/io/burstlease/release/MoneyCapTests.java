package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Commitments;
import io.burstlease.host.HostState;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.TimelineEntry;
import io.burstlease.testing.Ask;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyCapTests extends StageTest {

    private final Commitments commitments;

    MoneyCapTests(Parts parts, Commitments commitments) {
        super(parts);
        this.commitments = commitments;
    }

    @Test
    void a_lease_is_warned_twice_and_ended_while_its_cap_pays_for_its_grace() {
        Lease lease = active(Ask.from(now()).cappedAt("1000"));
        world.pods.start(
                "trainer", hostsIn(lease, HostState.READY).getFirst().nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        world.hurry();

        assertThat(world.until(Duration.ofHours(8), () -> stateOf(lease) == LeaseState.RELEASING))
                .isTrue();
        assertThat(leases.get(lease.id()).ending()).contains(Ending.CAPPED);
        Instant began = leases.get(lease.id()).stateSince();
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();

        assertThat(warnings(lease)).containsExactly(80, 95);
        assertThat(Duration.between(began, now())).isGreaterThanOrEqualTo(GRACE);
        assertThat(spent(lease)).isLessThanOrEqualTo(new BigDecimal("1000")).isGreaterThan(new BigDecimal("900"));
    }

    @Test
    void nobody_pays_more_than_the_cap_for_hosts_that_do_not_come() {
        world.cluster.joins(false);
        Lease lease = approved(
                Ask.from(now()).cappedAt("120").longestWait(Duration.ofHours(6)).ask());
        world.hurry();

        assertThat(world.until(Duration.ofHours(8), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(leases.get(lease.id()).ending()).contains(Ending.CAPPED);
        assertThat(spent(lease)).isLessThanOrEqualTo(new BigDecimal("120"));
    }

    @Test
    void no_more_than_the_cap_is_set_aside() {
        Lease lease = active(Ask.from(now()).cappedAt("1000").term("P2D"));

        assertThat(owner().sql("select sum(reserved) from budget_reservation where lease_id = :lease")
                        .param("lease", lease.id())
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("1000");
    }

    @Test
    void a_cap_that_is_reached_in_a_protected_window_ends_the_lease_behind_it() {
        // From 20:00 on in Shanghai; a thousand last until about 23:00.
        Lease lease = active(Ask.from(now()).cappedAt("1000").servingIn("MONDAY 22:00-02:00"));
        world.hurry();

        assertThat(world.until(Duration.ofHours(8), () -> stateOf(lease) == LeaseState.RELEASING))
                .isTrue();
        assertThat(now()).isBetween(Instant.parse("2026-03-02T18:00:00Z"), Instant.parse("2026-03-02T18:05:00Z"));
    }

    private Lease active(Ask ask) {
        Lease lease = approved(ask.ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        return leases.get(lease.id());
    }

    private List<Integer> warnings(Lease lease) {
        return leases.timeline(lease.id(), 0, 1000).stream()
                .filter(entry -> entry.event().equals("money-cap-nears"))
                .map(TimelineEntry::detail)
                .map(detail -> Integer.valueOf(detail.replaceAll(".*\"percent\": ?(\\d+).*", "$1")))
                .toList();
    }

    private BigDecimal spent(Lease lease) {
        return commitments.by(leases.get(lease.id()), now()).amount();
    }
}
