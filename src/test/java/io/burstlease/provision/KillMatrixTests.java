package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.HostState;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Death;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.Repeat;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The life of a lease with each of its steps doubled, overtaken, killed and cut off by a release. Whatever happens, it
 * gets exactly the hosts it wants, and leaves nothing behind.
 */
class KillMatrixTests extends StageTest {

    private static final int HOSTS = 2;

    /** Readings that settle a launch take 17 minutes after its last send, which comes within ten of the first. */
    private static final Duration LONGEST = Duration.ofMinutes(45);

    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(5);

    KillMatrixTests(Parts parts) {
        super(parts);
    }

    @Override
    @BeforeEach
    protected void begin() {
        super.begin();
        world.hurry();
    }

    @ParameterizedTest
    @EnumSource
    void steps_that_run_again_or_are_overtaken_change_nothing(Repeat how) {
        world.errands.repeat(how);
        Lease lease = anApprovedLease(HOSTS, HOSTS);

        becomesActive(lease);
        assertThat(world.cloud.sends()).hasSize(1);
        isGivenBack(lease);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_may_die_at_any_settlement(Death when) {
        Lease peaceful = anApprovedLease(HOSTS, HOSTS);
        becomesActive(peaceful);
        isGivenBack(peaceful);
        int settlements = world.errands.settlements().begun();
        assertThat(settlements).isGreaterThan(10);

        for (int nth = 1; nth <= settlements; nth++) {
            begin();
            world.errands.settlements().dieAt(nth, when);
            Lease lease = anApprovedLease(HOSTS, HOSTS);

            becomesActive(lease);
            isGivenBack(lease);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS_BEFORE", "FAILS_AFTER"})
    void anything_done_outside_may_fail_before_or_after_its_effect(Mishap when) {
        Lease peaceful = anApprovedLease(HOSTS, HOSTS);
        becomesActive(peaceful);
        isGivenBack(peaceful);
        int effects = world.calls.changes();
        assertThat(effects).isGreaterThan(10);

        for (int nth = 1; nth <= effects; nth++) {
            begin();
            world.calls.atChange(nth, when);
            Lease lease = anApprovedLease(HOSTS, HOSTS);

            becomesActive(lease);
            isGivenBack(lease);
        }
    }

    @Test
    void a_lease_may_be_released_after_any_step() {
        anApprovedLease(HOSTS, HOSTS);
        int steps = stepsUntilActive();
        assertThat(steps).isGreaterThan(15);

        for (int released = 0; released <= steps; released++) {
            begin();
            Lease lease = anApprovedLease(HOSTS, HOSTS);
            afterSteps(released);
            releasedNow(lease);
        }
    }

    private void releasedNow(Lease lease) {
        over(lease);
        int before = world.cloud.everBought();
        if (stateOf(lease) == LeaseState.CANCELLED) {
            world.pass(Duration.ofMinutes(1));
            assertThat(world.cloud.everBought()).isZero();
        } else {
            leavesNothing(lease);
            assertThat(world.cloud.everBought()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void a_release_while_nobody_knows_what_was_bought_leaves_nothing(int seconds) {
        world.cloud.script(new Script.LoseReply(), new Script.LoseReply(), new Script.LoseReply());
        Lease lease = anApprovedLease(HOSTS, HOSTS);
        world.due();
        world.clock.advance(Duration.ofSeconds(seconds));
        world.due();
        over(lease);
        int sent = world.cloud.sends().size();

        leavesNothing(lease);
        assertThat(world.cloud.sends()).hasSize(sent);
        assertThat(world.cloud.everBought()).isEqualTo(HOSTS);
    }

    @Test
    void a_run_that_was_overtaken_while_its_purchase_was_under_way_buys_nothing_twice() {
        world.cloud.script(new Script.Meanwhile(() -> launches.in(Set.of(LaunchState.SENT))
                .forEach(launch -> world.errands.step(LaunchHosts.NAME, launch.id()))));
        Lease lease = anApprovedLease(HOSTS, HOSTS);

        becomesActive(lease);
        assertThat(world.cloud.sends()).hasSize(2);
        isGivenBack(lease);
    }

    @Test
    void a_release_while_the_purchase_is_under_way_gives_back_what_it_brings() {
        Lease lease = anApprovedLease(HOSTS, HOSTS);
        world.cloud.script(new Script.Meanwhile(() -> over(lease)));
        world.due();

        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
        leavesNothing(lease);
        assertThat(world.cloud.everBought()).isEqualTo(HOSTS);
    }

    private int stepsUntilActive() {
        int steps = 0;
        while (leases.in(Set.of(LeaseState.ACTIVE)).isEmpty()) {
            afterSteps(1);
            steps++;
        }
        return steps;
    }

    private void afterSteps(int steps) {
        int done = 0;
        while (done < steps) {
            world.rounds();
            if (world.errands.runNext(world.clock)) {
                done++;
            } else {
                world.clock.advance(BETWEEN_STEPS);
            }
        }
    }

    private void becomesActive(Lease lease) {
        assertThat(world.until(LONGEST, () -> stateOf(lease) == LeaseState.ACTIVE && openAttempts() == 0))
                .as(() -> "ACTIVE, with everything settled, after " + world.errands.history())
                .isTrue();
        assertThat(hostsIn(lease, HostState.READY)).hasSize(HOSTS);
        assertThat(hosts.ofLease(lease.id())).hasSize(HOSTS);
        assertThat(world.cloud.alive()).hasSize(HOSTS);
        assertThat(world.cloud.everBought()).isEqualTo(HOSTS);
        assertThat(world.cluster.nodeNames()).hasSize(HOSTS);
    }

    private void over(Lease lease) {
        Act act = Act.by("mia", world.clock.instant(), "not needed");
        leases.change(lease.id(), l -> {
            switch (l.state()) {
                case REQUESTED, APPROVED -> l.cancel(act);
                case PROVISIONING, ACTIVE -> l.release(Ending.RELEASED, act);
                // Its end came first.
                case RELEASING, RELEASED, REJECTED, CANCELLED, LAPSED, FAILED -> {}
            }
        });
    }

    private void isGivenBack(Lease lease) {
        over(lease);
        leavesNothing(lease);
    }

    private void leavesNothing(Lease lease) {
        assertThat(world.until(LONGEST, () -> stateOf(lease) == LeaseState.RELEASED))
                .as(() -> "RELEASED after " + world.errands.history())
                .isTrue();
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.releasedByItself()).isZero();
        assertThat(world.cluster.nodeNames()).isEmpty();
        assertThat(openAttempts()).isZero();
        assertThat(hosts.ofLease(lease.id())).isEmpty();
        assertThat(openAssignments()).isEmpty();
        assertThat(world.errands.failures()).allMatch(world.calls::caused);
    }

    private List<String> openAssignments() {
        return owner().sql("select host_id from host_assignment where upper_inf(during)")
                .query((row, number) -> row.getString("host_id"))
                .list();
    }
}
