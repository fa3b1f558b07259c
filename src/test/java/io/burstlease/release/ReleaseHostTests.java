package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReleaseHostTests extends StageTest {

    private static final Caller OSCAR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");

    private final ReleaseHost releaseHost;

    ReleaseHostTests(Parts parts, ReleaseHost releaseHost) {
        super(parts);
        this.releaseHost = releaseHost;
    }

    @Test
    void one_host_is_drained_and_deleted_and_none_comes_in_its_place() {
        Lease lease = anActiveLease(2, 2);
        Host host = hostsIn(lease, HostState.READY).getFirst();

        releaseHost.of(OSCAR, host.id(), WHATEVER, "not needed", false);

        assertThat(world.until(Duration.ofMinutes(20), () -> isGone(host))).isTrue();
        world.pass(Duration.ofMinutes(20));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        assertThat(hosts.everOfLease(lease.id())).hasSize(2);
        assertThat(world.cloud.live()).hasSize(1);
    }

    @Test
    void the_cloud_would_let_it_go_after_the_grace_should_the_service_die() {
        Lease lease = anActiveLease(1, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("server", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);

        releaseHost.of(OSCAR, host.id(), WHATEVER, "not needed", false);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.cloud.live())
                .singleElement()
                .satisfies(instance -> assertThat(instance.releaseAt())
                        .isBetween(
                                now().plus(GRACE).plus(Duration.ofMinutes(58)),
                                now().plus(GRACE).plus(Duration.ofMinutes(61))));
    }

    @Test
    void force_skips_a_drain_that_is_under_way() {
        Lease lease = anActiveLease(1, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("server", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        releaseHost.of(OSCAR, host.id(), WHATEVER, "not needed", false);
        world.pass(Duration.ofMinutes(1));
        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DRAINING);
        assertThatThrownBy(() -> releaseHost.of(OSCAR, host.id(), WHATEVER, "again", false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wrong-state"));

        releaseHost.of(OSCAR, host.id(), WHATEVER, "now", true);

        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DELETING);
    }

    @Test
    void force_works_while_the_cluster_and_the_cloud_do_not_answer() {
        Lease lease = anActiveLease(1, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        world.cluster.down(true);

        releaseHost.of(OSCAR, host.id(), WHATEVER, "now", true);

        assertThat(world.until(Duration.ofMinutes(20), () -> isGone(host))).isTrue();
    }

    @Test
    void a_lease_that_still_waits_for_its_hosts_gives_none_back_but_by_force() {
        world.cluster.joins(false);
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(3));
        Host host = hostsIn(lease, HostState.JOINING).getFirst();

        assertThatThrownBy(() -> releaseHost.of(OSCAR, host.id(), WHATEVER, null, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wrong-state"));

        releaseHost.of(OSCAR, host.id(), WHATEVER, null, true);
        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.DELETING);
    }

    private boolean isGone(Host host) {
        return hosts.get(host.id()).state() == HostState.GONE;
    }
}
