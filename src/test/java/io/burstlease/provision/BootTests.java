package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BootTests extends StageTest {

    private static final Duration NEVER = Duration.ofDays(1);

    BootTests(Parts parts) {
        super(parts);
    }

    @Test
    void a_host_that_does_not_run_in_time_is_broken_and_another_comes() {
        world.cloud.boot(NEVER);
        Lease lease = anApprovedLease(1, 1);
        world.due();
        world.cloud.boot(Duration.ofSeconds(20));

        assertThat(world.until(Duration.ofMinutes(15), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        Host broken = hosts.everOfLease(lease.id()).getFirst();
        assertThat(broken.leaving()).contains(Leaving.BROKEN);
        assertThat(broken.leavingReason().orElseThrow()).startsWith(Boot.BOOT_DEADLINE);
        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(world.until(
                        Duration.ofMinutes(15),
                        () -> world.cloud.alive().size() == 1
                                && hosts.get(broken.id()).state() == HostState.GONE))
                .isTrue();
    }

    @Test
    void time_in_which_the_cloud_was_not_read_does_not_count() {
        world.cloud.boot(NEVER);
        Lease lease = anApprovedLease(1, 1);
        world.due();
        world.cloud.down(true);
        world.pass(Duration.ofMinutes(30));

        assertThat(hostsIn(lease, HostState.BOOTING)).hasSize(1);
        world.cloud.down(false);
        world.pass(Duration.ofMinutes(5));
        assertThat(hostsIn(lease, HostState.BOOTING)).hasSize(1);
        world.pass(Duration.ofMinutes(6));
        assertThat(hosts.everOfLease(lease.id()).getFirst().leaving()).contains(Leaving.BROKEN);
    }

    @Test
    void two_failures_of_one_gate_speak_against_the_offer() {
        world.cloud.boot(NEVER);
        Lease lease = anApprovedLease(1, 1);

        assertThat(world.until(Duration.ofHours(3), () -> stateOf(lease) == LeaseState.FAILED))
                .isTrue();
        assertThat(hosts.everOfLease(lease.id()))
                .filteredOn(host -> host.instanceId().isPresent())
                .extracting(host -> host.zone().orElseThrow())
                .startsWith(CHEAP)
                .hasSizeLessThanOrEqualTo(4);
        assertThat(world.cloud.alive()).isEmpty();
    }

    @Test
    void hosts_that_break_are_not_replaced_faster_than_the_brake_allows() {
        Lease lease = anActiveLease(3, 1);
        world.pass(Duration.ofMinutes(12));
        for (Host host : hosts.ofLease(lease.id())) {
            world.cloud.take(host.instanceId().orElseThrow());
            world.pass(Duration.ofMinutes(4));
        }

        assertThat(world.cloud.everBought()).isEqualTo(4);
        world.pass(Duration.ofMinutes(61));
        assertThat(world.cloud.everBought()).isEqualTo(5);
    }
}
