package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.Repeat;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spot hosts that the cloud takes back, with its five minutes of notice. */
class ReclaimTests extends StageTest {

    private static final Duration NOTICE = Duration.ofMinutes(5);

    ReclaimTests(Parts parts) {
        super(parts);
    }

    @Test
    void its_pods_leave_before_it_goes_and_another_comes_in_its_place_meanwhile() {
        Lease lease = anActiveLease(2, 1);
        Host taken = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("trainer", taken.nodeName().orElseThrow(), FakePods.Kind.WILLING);
        Instant gone = now().plus(NOTICE);

        announce(taken.instanceId().orElseThrow());

        assertThat(world.until(NOTICE, () -> world.pods.evicted().contains("trainer")))
                .isTrue();
        assertThat(world.until(NOTICE, () -> world.cloud.everBought() == 3)).isTrue();
        assertThat(now()).isBefore(gone);
        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> hostsIn(lease, HostState.READY).size() == 2))
                .isTrue();
        assertThat(hosts.get(taken.id()).leaving()).contains(Leaving.LOST);
        assertThat(hosts.get(taken.id()).leavingReason().orElseThrow()).startsWith("reclaim-announced");
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void pods_that_a_budget_keeps_are_ended_a_minute_before_it_goes() {
        Lease lease = anActiveLease(1, 1);
        Host taken = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("server", taken.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        Instant gone = now().plus(NOTICE);

        announce(taken.instanceId().orElseThrow());

        assertThat(world.until(NOTICE, () -> world.pods.cut().contains("server")))
                .isTrue();
        assertThat(now()).isBefore(gone);
    }

    @Test
    void however_many_are_announced_they_are_seen_to_be_gone() {
        Lease lease = anActiveLease(4, 1);
        List<String> all = hostsIn(lease, HostState.READY).stream()
                .map(host -> host.instanceId().orElseThrow())
                .toList();
        world.pass(Duration.ofMinutes(15));

        all.forEach(this::announce);
        world.pass(Duration.ofMinutes(20));

        assertThat(hosts.everOfLease(lease.id()).stream()
                        .filter(host -> all.contains(host.instanceId().orElse(""))))
                .allSatisfy(host -> assertThat(host.state()).isEqualTo(HostState.GONE));
    }

    @ParameterizedTest
    @EnumSource
    void a_step_that_runs_again_replaces_it_once(Repeat how) {
        Lease lease = anActiveLease(1, 1);
        world.errands.repeat(how);

        announce(world.cloud.alive().iterator().next());
        world.pass(Duration.ofMinutes(30));

        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(1);
        assertThat(world.cloud.alive()).hasSize(1);
    }

    @Test
    void a_lease_that_is_over_replaces_nothing() {
        Lease lease = anActiveLease(1, 1);
        world.clock.set(lease.end().minus(Duration.ofMinutes(10)));

        announce(world.cloud.alive().iterator().next());

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.everBought()).isEqualTo(1);
        assertThat(world.cloud.alive()).isEmpty();
    }

    private void announce(String instanceId) {
        world.cloud.live().stream()
                .filter(instance -> instance.id().equals(instanceId))
                .forEach(instance -> instance.toBeTaken(now().plus(NOTICE)));
    }
}
