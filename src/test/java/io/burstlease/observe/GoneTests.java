package io.burstlease.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.StageTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoneTests extends StageTest {

    /** From here on a miss counts. */
    private static final Duration OLD_ENOUGH = Duration.ofMinutes(12);

    private final MeterRegistry meters;

    GoneTests(Parts parts, MeterRegistry meters) {
        super(parts);
        this.meters = meters;
    }

    @Test
    void a_host_that_the_cloud_took_is_lost_and_replaced() {
        Lease lease = anActiveLease(3, 3);
        world.pass(OLD_ENOUGH);
        Host taken = hosts.ofLease(lease.id()).getFirst();
        world.cloud.take(taken.instanceId().orElseThrow());
        world.pass(Duration.ofMinutes(5));

        assertThat(hosts.get(taken.id()).state()).isEqualTo(HostState.GONE);
        assertThat(hosts.get(taken.id()).leaving()).contains(Leaving.LOST);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(3);
        assertThat(world.cloud.everBought()).isEqualTo(4);
        assertThat(world.cluster.nodeNames()).hasSize(3);
    }

    @Test
    void it_was_gone_between_the_last_sight_and_the_first_miss() {
        Lease lease = anActiveLease(2, 2);
        world.pass(OLD_ENOUGH);
        Host taken = hosts.ofLease(lease.id()).getFirst();
        var last = hosts.get(taken.id()).sight().seenAt();
        world.cloud.take(taken.instanceId().orElseThrow());
        world.pass(Duration.ofMinutes(3));

        Host gone = hosts.get(taken.id());
        assertThat(gone.sight().goneAfter()).isNotNull().isAfterOrEqualTo(last);
        assertThat(Duration.between(gone.sight().goneAfter(), gone.sight().goneBefore()))
                .isLessThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void an_empty_list_is_never_proof() {
        for (boolean dryRunPasses : List.of(true, false)) {
            Lease lease = anActiveLease(2, 2);
            world.pass(OLD_ENOUGH);
            int bought = world.cloud.everBought();
            world.cloud.blind(true, dryRunPasses);
            world.pass(Duration.ofMinutes(20));

            assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
            assertThat(world.cloud.everBought()).isEqualTo(bought);
            world.cloud.blind(false, true);
        }
    }

    @Test
    void an_account_that_has_none_of_our_vswitches_proves_nothing() {
        Lease lease = anActiveLease(1, 1);
        world.pass(OLD_ENOUGH);
        world.cloud.foreign(true);
        world.pass(Duration.ofMinutes(20));
        assertThat(hostsIn(lease, HostState.READY)).hasSize(1);

        world.cloud.foreign(false);
        world.pass(Duration.ofMinutes(1));
        assertThat(hosts.ofLease(lease.id()))
                .singleElement()
                .satisfies(host -> assertThat(host.sight().missedPasses()).isZero());
    }

    @Test
    void a_cloud_that_does_not_answer_loses_nobody() {
        Lease lease = anActiveLease(2, 2);
        world.pass(OLD_ENOUGH);
        world.cloud.down(true);
        world.pass(Duration.ofMinutes(20));

        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
        assertThat(owner().sql("select count(*) from observation_pass where failure is not null")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void a_new_host_that_does_not_show_yet_is_not_missing() {
        world.cloud.latency(Duration.ofMinutes(8));
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(7));

        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        assertThat(hosts.ofLease(lease.id())).allMatch(host -> host.sight().missedPasses() == 0);
    }

    @Test
    void many_that_vanish_at_once_are_not_counted_as_missing() {
        Lease lease = anActiveLease(12, 1);
        world.pass(OLD_ENOUGH);
        hosts.ofLease(lease.id()).stream()
                .limit(2)
                .forEach(host -> world.cloud.take(host.instanceId().orElseThrow()));
        world.pass(Duration.ofMinutes(5));

        assertThat(hostsIn(lease, HostState.READY)).hasSize(12);
        assertThat(owner().sql("select distinct distrust from observation_pass where distrust is not null")
                        .query(String.class)
                        .list())
                .containsExactly("many-vanished: 2 of 12 at once");
    }

    @Test
    void hosts_that_go_one_after_the_other_are_each_missed() {
        Lease lease = anActiveLease(12, 1);
        world.pass(OLD_ENOUGH);
        List<String> taken = hosts.ofLease(lease.id()).stream()
                .limit(2)
                .map(host -> host.instanceId().orElseThrow())
                .toList();
        world.cloud.take(taken.getFirst());
        world.pass(Duration.ofSeconds(30));
        world.cloud.take(taken.getLast());
        world.pass(Duration.ofMinutes(5));

        assertThat(hosts.everOfLease(lease.id()))
                .filteredOn(host -> taken.contains(host.instanceId().orElse("")))
                .hasSize(2)
                .allMatch(host -> host.state() == HostState.GONE);
    }

    @Test
    void an_instance_that_is_shown_again_after_it_was_seen_gone_is_reported() {
        Lease lease = anActiveLease(1, 1);
        world.pass(OLD_ENOUGH);
        String instance = hosts.ofLease(lease.id()).getFirst().instanceId().orElseThrow();
        world.cloud.take(instance);
        world.pass(Duration.ofMinutes(3));
        assertThat(strangers()).isZero();

        world.cloud.bringBack(instance);
        world.read();
        assertThat(strangers()).isEqualTo(1);
    }

    @Test
    void an_instance_without_a_release_time_raises_the_alarm_and_gets_it_again() {
        Lease lease = anActiveLease(1, 1);
        String instance = hosts.ofLease(lease.id()).getFirst().instanceId().orElseThrow();
        world.cloud.tamper(instance, null);
        world.read();
        assertThat(gauge("burstlease.observe.unguarded")).isEqualTo(1);

        world.pass(Duration.ofSeconds(30));
        assertThat(gauge("burstlease.observe.unguarded")).isZero();
        assertThat(world.cloud.live())
                .singleElement()
                .satisfies(there -> assertThat(there.releaseAt())
                        .isAfterOrEqualTo(leases.get(lease.id()).hardEnd()));
    }

    private double strangers() {
        return gauge("burstlease.observe.strangers");
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void a_reading_of_another_region_counts_for_nothing() {
        Lease lease = anActiveLease(1, 1);
        owner().sql("update cloud_home set region = 'cn-beijing'").update();
        world.pass(OLD_ENOUGH);

        assertThat(hostsIn(lease, HostState.READY)).hasSize(1);
        assertThat(owner().sql("select failure from observation_pass where failure is not null limit 1")
                        .query(String.class)
                        .single())
                .startsWith("foreign-place");
        assertThat(Set.copyOf(world.cloud.alive())).hasSize(1);
    }
}
