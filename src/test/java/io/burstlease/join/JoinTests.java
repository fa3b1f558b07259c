package io.burstlease.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cluster.CertificateRequest;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinTests extends StageTest {

    JoinTests(Parts parts) {
        super(parts);
    }

    @Test
    void a_host_that_does_not_join_in_time_is_broken_and_another_comes() {
        Lease lease = aLeaseWhoseHostRuns();
        world.pass(Duration.ofMinutes(14));
        assertThat(hostsIn(lease, HostState.JOINING)).hasSize(1);
        world.pass(Duration.ofMinutes(2));
        world.cluster.joins(true);

        Host broken = hosts.everOfLease(lease.id()).getFirst();
        assertThat(hosts.get(broken.id()).leaving()).contains(Leaving.BROKEN);
        assertThat(hosts.get(broken.id()).leavingReason().orElseThrow()).startsWith("join-deadline");
        assertThat(world.until(Duration.ofMinutes(5), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
    }

    @Test
    void time_in_which_the_api_server_did_not_answer_does_not_count() {
        Lease lease = aLeaseWhoseHostRuns();
        world.cluster.down(true);
        world.pass(Duration.ofMinutes(40));
        world.cluster.down(false);
        world.pass(Duration.ofMinutes(2));
        assertThat(hostsIn(lease, HostState.JOINING)).hasSize(1);

        world.cluster.joins(true);
        assertThat(world.until(Duration.ofMinutes(5), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        assertThat(world.cloud.everBought()).isEqualTo(1);
    }

    @Test
    void a_node_whose_certificate_was_not_approved_here_is_nobodys() {
        Lease lease = aLeaseWhoseHostRuns();
        world.cluster.intrude(world.cloud.live().getFirst());
        world.pass(Duration.ofMinutes(2));

        assertThat(hostsIn(lease, HostState.JOINING)).hasSize(1);
        world.pass(Duration.ofMinutes(15));
        assertThat(hosts.everOfLease(lease.id()).getFirst().leavingReason().orElseThrow())
                .contains("certificate was not approved here");
    }

    @Test
    void a_token_asks_in_vain_for_the_name_of_another_launchs_host() {
        Lease lease = aLeaseWhoseHostRuns();
        String token = world.cluster.tokenIds().iterator().next();
        Lease other = anApprovedLease(1, 1);
        world.pass(Duration.ofMinutes(1));
        String name = nodeOf(hosts.ofLease(other.id()).getFirst());
        world.cluster.ask(new CertificateRequest("csr-1", "uid-1", token, name, true));
        world.due();

        assertThat(world.cluster.decision(name)).contains("denied");
        assertThat(hostsIn(lease, HostState.JOINING)).hasSize(1);
    }

    @Test
    void a_name_that_has_joined_is_not_given_again() {
        Lease lease = anActiveLease(1, 1);
        String token = owner().sql("select token_id from launch_attempt")
                .query(String.class)
                .single();
        Host host = hosts.ofLease(lease.id()).getFirst();
        world.cluster.ask(new CertificateRequest("csr-2", "uid-2", token, nodeOf(host), true));
        Lease coming = aLeaseWhoseHostRuns();
        world.due();

        assertThat(hostsIn(coming, HostState.JOINING)).hasSize(1);
        assertThat(world.cluster.decision(nodeOf(host))).contains("denied");
    }

    @Test
    void a_request_that_cannot_be_decided_keeps_no_other_from_being_decided() {
        world.calls.at("round approve", 1, Mishap.FAILS_BEFORE, () -> {});
        Lease lease = anApprovedLease(3, 3);
        assertThat(world.until(Duration.ofMinutes(5), () -> world.calls.mishaps() == 1))
                .isTrue();

        assertThat(world.cluster.undecided()).hasSize(1);
        assertThat(world.until(Duration.ofMinutes(5), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
    }

    private static String nodeOf(Host host) {
        return Marks.nodeName("cn-shanghai", host.instanceId().orElseThrow());
    }

    private Lease aLeaseWhoseHostRuns() {
        world.cluster.joins(false);
        Lease lease = anApprovedLease(1, 1);
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> hostsIn(lease, HostState.JOINING).size() == 1))
                .isTrue();
        return lease;
    }
}
