package io.burstlease.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Taint;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrepareTests extends StageTest {

    PrepareTests(Parts parts) {
        super(parts);
    }

    @Test
    void a_node_bears_its_lease_only_once_it_has_passed_the_gates() {
        Lease lease = aLeaseWhoseNodeIsNotReady();
        Host host = hostsIn(lease, HostState.PREPARING).getFirst();
        NodeSeen bare = world.cluster.get(host.nodeName().orElseThrow()).orElseThrow();
        assertThat(bare.labels()).doesNotContainKey(Marks.LABEL_LEASE);
        assertThat(bare.taints()).extracting(Taint::key).containsExactly(Marks.TAINT_JOINING);

        Lease other = anActiveLeaseBesides();
        Host ready = hosts.ofLease(other.id()).getFirst();
        NodeSeen dressed = world.cluster.get(ready.nodeName().orElseThrow()).orElseThrow();
        assertThat(dressed.labels()).containsEntry(Marks.LABEL_LEASE, other.id());
        assertThat(dressed.taints()).extracting(Taint::key).containsExactly(Marks.TAINT_LEASE);
    }

    @Test
    void a_node_that_does_not_pass_its_gates_in_time_is_broken() {
        Lease lease = aLeaseWhoseNodeIsNotReady();
        world.pass(Duration.ofMinutes(14));
        assertThat(hostsIn(lease, HostState.PREPARING)).hasSize(1);
        world.pass(Duration.ofMinutes(2));

        Host broken = hosts.everOfLease(lease.id()).getFirst();
        assertThat(broken.leaving()).contains(Leaving.BROKEN);
        assertThat(broken.leavingReason().orElseThrow()).startsWith("node-ready");
    }

    @Test
    void time_in_which_the_api_server_did_not_answer_does_not_count() {
        Lease lease = aLeaseWhoseNodeIsNotReady();
        world.cluster.down(true);
        world.pass(Duration.ofMinutes(40));
        world.cluster.down(false);
        world.pass(Duration.ofMinutes(2));

        assertThat(hostsIn(lease, HostState.PREPARING)).hasSize(1);
    }

    private Lease aLeaseWhoseNodeIsNotReady() {
        world.cluster.healthy(false);
        Lease lease = anApprovedLease(1, 1);
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> hostsIn(lease, HostState.PREPARING).size() == 1))
                .isTrue();
        return lease;
    }

    private Lease anActiveLeaseBesides() {
        world.cluster.healthy(true);
        Lease lease = anActiveLease(1, 1);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        return lease;
    }
}
