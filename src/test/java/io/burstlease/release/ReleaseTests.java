package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Adoptions;
import io.burstlease.host.Bought;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseTests extends StageTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    private final Adoptions adoptions;

    ReleaseTests(Parts parts, Adoptions adoptions) {
        super(parts);
        this.adoptions = adoptions;
    }

    @Test
    void a_lease_given_back_early_leaves_nothing_behind() {
        Lease lease = anActiveLease(3, 3);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));

        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cluster.nodeNames()).isEmpty();
        assertThat(world.cluster.tokenIds()).isEmpty();
        assertThat(world.cloud.releasedByItself()).isZero();
        assertThat(hosts.everOfLease(lease.id())).hasSize(3).allSatisfy(host -> {
            assertThat(host.state()).isEqualTo(HostState.GONE);
            assertThat(host.leaving()).contains(Leaving.RELEASED);
        });
    }

    @Test
    void the_nodes_are_cordoned_before_the_end_and_the_release_begins_at_it() {
        Lease lease = anActiveLease(1, 1);
        world.clock.set(lease.cordonAt().minus(Duration.ofMinutes(2)));
        world.pass(Duration.ofMinutes(1));
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();

        assertThat(world.until(
                        Duration.ofMinutes(5), () -> leases.get(lease.id()).isCordoned()))
                .isTrue();
        Host host = hosts.ofLease(lease.id()).getFirst();
        assertThat(world.cluster
                        .get(host.nodeName().orElseThrow())
                        .orElseThrow()
                        .unschedulable())
                .isTrue();
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);

        world.clock.set(lease.end());
        world.pass(Duration.ofMinutes(2));
        assertThat(leases.get(lease.id()).ending()).contains(Ending.EXPIRED);
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.releasedByItself()).isZero();
    }

    @Test
    void a_cluster_that_does_not_answer_does_not_keep_hosts_alive_past_the_grace() {
        Lease lease = anActiveLease(1, 1);
        world.cluster.down(true);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(GRACE.minusMinutes(1));
        assertThat(world.cloud.alive()).hasSize(1);

        assertThat(world.until(LONG_ENOUGH, () -> world.cloud.alive().isEmpty()))
                .isTrue();
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
        world.cluster.down(false);
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
    }

    @Test
    void a_cluster_that_does_not_answer_does_not_delay_the_end() {
        Lease lease = anActiveLease(1, 1);
        world.clock.set(lease.cordonAt());
        world.cluster.down(true);
        world.pass(Duration.ofMinutes(3));
        world.clock.set(lease.end().minusSeconds(40));
        world.pass(Duration.ofSeconds(45));

        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
    }

    @Test
    void a_host_that_becomes_ready_while_its_lease_is_cordoned_is_cordoned_too() {
        Lease lease = anActiveLease(2, 2);
        world.clock.set(lease.cordonAt());
        world.pass(Duration.ofMinutes(1));
        Host taken = hosts.ofLease(lease.id()).getFirst();
        world.cloud.take(taken.instanceId().orElseThrow());

        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> hosts.get(taken.id()).state() == HostState.GONE
                                && hostsIn(lease, HostState.READY).size() == 2))
                .isTrue();
        world.due();
        assertThat(hostsIn(lease, HostState.READY))
                .allMatch(host -> world.cluster
                        .get(host.nodeName().orElseThrow())
                        .orElseThrow()
                        .unschedulable());
    }

    @Test
    void a_drain_honours_a_budget_until_the_grace_is_over() {
        Lease lease = anActiveLease(1, 1);
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.pods.start("serving", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(GRACE.minusSeconds(10));

        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DRAINING);
        assertThat(hosts.get(host.id()).stuckCode()).contains("blocked by keep-serving");
        world.pass(Duration.ofSeconds(20));
        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DELETING);
        assertThat(hosts.get(host.id()).leaving()).contains(Leaving.RELEASED);
        assertThat(world.pods.cut()).containsExactly("serving");
    }

    @Test
    void a_drain_goes_on_once_the_budget_allows_it() {
        Lease lease = anActiveLease(1, 1);
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.pods.start("serving", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(Duration.ofMinutes(1));
        world.pods.free("serving");
        world.pass(Duration.ofSeconds(6));

        assertThat(world.pods.evicted()).containsExactly("serving");
        assertThat(hosts.get(host.id()).stuckCode()).isEmpty();
        world.pass(Duration.ofSeconds(10));
        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DELETING);
        assertThat(world.pods.cut()).isEmpty();
    }

    @Test
    void a_pod_that_cannot_be_evicted_keeps_no_other_from_leaving_in_peace() {
        Lease lease = anActiveLease(1, 1);
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.pods.start("guarded", host.nodeName().orElseThrow(), FakePods.Kind.REFUSING);
        world.pods.start("training", host.nodeName().orElseThrow(), FakePods.Kind.WILLING);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(Duration.ofMinutes(1));

        assertThat(world.pods.evicted()).containsExactly("training");
        assertThat(hosts.get(host.id()).stuckCode().orElseThrow()).contains("vision/guarded");
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.pods.cut()).containsExactly("guarded");
    }

    @Test
    void a_drain_that_is_under_way_can_be_cut_short_by_force() {
        Lease lease = anActiveLease(1, 1);
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.pods.start("serving", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(Duration.ofMinutes(1));
        leases.change(lease.id(), l -> l.hasten(Act.by("oscar", now(), "security")));

        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DELETING);
        assertThat(hosts.get(host.id()).stuckCode()).isEmpty();
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(leases.get(lease.id()).ending()).contains(Ending.RELEASED);
    }

    @Test
    void a_release_that_begins_late_gets_its_whole_grace_from_the_cloud_as_well() {
        Lease lease = anActiveLease(1, 1);
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.clock.set(lease.end().plus(Duration.ofMinutes(25)));
        world.due();

        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
        assertThat(hosts.get(host.id()).wantedReleaseAt().orElseThrow())
                .isAfterOrEqualTo(now().plus(GRACE).plus(Duration.ofHours(1)));
    }

    @Test
    void a_host_that_was_dressed_and_is_not_known_to_be_ready_is_drained_all_the_same() {
        world.calls.at("prepare dress", 1, Mishap.DIES_AFTER, () -> {});
        Lease lease = anApprovedLease(1, 1);
        afterTheMishap();
        Host host = hostsIn(lease, HostState.PREPARING).getFirst();
        world.pods.start("early", host.nodeName().orElseThrow(), FakePods.Kind.WILLING);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));

        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.pods.evicted()).containsExactly("early");
    }

    @Test
    void an_instance_that_turns_up_at_the_last_moment_keeps_the_lease_open_until_it_is_gone() {
        Lease lease = anActiveLease(1, 1);
        String launch = launches.ofLease(lease.id()).getFirst().id();
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.calls.at(
                "wind-up list",
                1,
                Mishap.MEANWHILE_AFTER,
                () -> adoptions.adopt(launch, 1, List.of(new Bought("i-late", now(), now(), null))));
        assertThat(world.until(LONG_ENOUGH, () -> world.calls.mishaps() == 1)).isTrue();
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);

        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(hosts.byInstance("i-late").orElseThrow().state()).isEqualTo(HostState.GONE);
    }

    private void afterTheMishap() {
        for (int i = 0; i < 1000 && world.calls.mishaps() == 0; i++) {
            if (!world.errands.runNext(world.clock)) {
                world.clock.advance(Duration.ofSeconds(5));
                world.rounds();
            }
        }
        assertThat(world.calls.mishaps()).isEqualTo(1);
    }

    @Test
    void a_release_by_force_does_not_wait_for_the_drain() {
        Lease lease = anActiveLease(2, 2);
        leases.change(lease.id(), l -> l.release(Ending.FORCED, Act.by("oscar", now(), "security")));

        assertThat(hosts.ofLease(lease.id()))
                .allSatisfy(host -> assertThat(host.state()).isEqualTo(HostState.DELETING));
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
    }
}
