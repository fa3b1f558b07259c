package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.HostState;
import io.burstlease.host.Launch;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProvisioningTests extends StageTest {

    ProvisioningTests(Parts parts) {
        super(parts);
    }

    @Test
    void an_approved_lease_gets_its_hosts_in_the_cheapest_zone() {
        Lease lease = anActiveLease(3, 3);

        assertThat(hostsIn(lease, HostState.READY)).hasSize(3);
        assertThat(world.cloud.live())
                .hasSize(3)
                .allSatisfy(instance -> assertThat(instance.request().zone()).isEqualTo(CHEAP))
                .allSatisfy(instance -> assertThat(instance.request().tags())
                        .containsEntry(Marks.TAG_LEASE, lease.id())
                        .containsEntry(Marks.TAG_TEAM, "vision"));
        assertThat(world.cloud.sends()).hasSize(1);
        assertThat(openAttempts()).isZero();
        assertThat(world.cluster.tokenIds()).isEmpty();
        assertThat(world.errands.failures()).isEmpty();
    }

    @Test
    void the_dead_man_switch_is_set_after_the_latest_hard_end() {
        Lease lease = anApprovedLease(1, 1);
        world.step();

        assertThat(world.cloud.live())
                .singleElement()
                .satisfies(instance -> assertThat(instance.releaseAt())
                        .isEqualTo(leases.get(lease.id()).end().plus(GRACE).plus(Duration.ofMinutes(30))));
    }

    @Test
    void a_zone_without_stock_is_followed_by_the_next() {
        world.cloud.script(new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"));
        Lease lease = anActiveLease(2, 2);

        assertThat(launches.ofLease(lease.id()))
                .extracting(Launch::zone, Launch::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(CHEAP, LaunchState.REFUSED),
                        org.assertj.core.groups.Tuple.tuple(DEAR, LaunchState.KNOWN));
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void what_a_zone_has_not_got_comes_from_the_next() {
        world.cloud.script(
                new Script.BuyOnly(1), new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"), new Script.Buy());
        Lease lease = anActiveLease(3, 1);

        assertThat(hostsIn(lease, HostState.READY))
                .extracting(host -> host.zone().orElseThrow())
                .containsExactlyInAnyOrder(CHEAP, DEAR, DEAR);
    }

    @Test
    void a_lease_that_finds_no_stock_gives_up_and_fails() {
        for (int i = 0; i < 40; i++) {
            world.cloud.script(new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"));
        }
        Lease lease = anApprovedLease(2, 2);
        world.step();

        assertThat(leases.get(lease.id()).waitingFor()).contains("STOCK");
        assertThat(world.until(Duration.ofHours(2), () -> stateOf(lease) == LeaseState.FAILED))
                .isTrue();
        assertThat(world.cloud.everBought()).isZero();
    }

    @Test
    void a_lost_reply_buys_nothing_twice() {
        world.cloud.script(new Script.LoseReply());
        Lease lease = anActiveLease(4, 4);

        assertThat(world.cloud.everBought()).isEqualTo(4);
        assertThat(world.cloud.sends()).hasSize(2);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(4);
    }

    @Test
    void a_launch_of_more_than_a_hundred_is_several() {
        Lease lease = anActiveLease(120, 120);

        assertThat(launches.ofLease(lease.id())).extracting(Launch::amount).containsExactlyInAnyOrder(100, 20);
        assertThat(world.cloud.live()).hasSize(120);
    }
}
