package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReleaseTests extends StageTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

    ReleaseTests(Parts parts) {
        super(parts);
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
        world.pass(Duration.between(now(), lease.cordonAt()).minusMinutes(2));
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

        world.pass(Duration.between(now(), lease.end()).plusMinutes(2));
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
    void a_release_by_force_does_not_wait_for_the_drain() {
        Lease lease = anActiveLease(2, 2);
        leases.change(lease.id(), l -> l.release(Ending.FORCED, Act.by("oscar", now(), "security")));

        assertThat(hosts.ofLease(lease.id()))
                .allSatisfy(host -> assertThat(host.state()).isEqualTo(HostState.DELETING));
        assertThat(world.until(LONG_ENOUGH, () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
    }
}
