package io.burstlease.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.Repeat;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepTests extends StageTest {

    private static final Caller OSCAR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");
    private static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final Keep keep;

    KeepTests(Parts parts, Keep keep) {
        super(parts);
        this.keep = keep;
    }

    @Test
    void it_leaves_its_lease_which_gets_another_in_its_place() {
        Lease lease = anActiveLease(2, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();

        Lease kept = keep(broken);

        assertThat(hosts.get(broken.id()).state()).isEqualTo(HostState.HELD);
        assertThat(kept.kept()).isTrue();
        assertThat(kept.state()).isEqualTo(LeaseState.ACTIVE);
        assertThat(kept.end()).isEqualTo(now().plus(FOUR_HOURS));
        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> hostsIn(lease, HostState.READY).size() == 2))
                .isTrue();
        assertThat(hostsIn(lease, HostState.READY)).extracting(Host::id).doesNotContain(broken.id());
        assertThat(world.cloud.everBought()).isEqualTo(3);
    }

    @Test
    void its_node_and_its_instance_say_whose_it_is_now_and_its_pods_stay() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        String node = broken.nodeName().orElseThrow();
        world.pods.start("trainer", node, FakePods.Kind.WILLING);

        Lease kept = keep(broken);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.cluster.get(node).orElseThrow().labels()).containsEntry(Marks.LABEL_LEASE, kept.id());
        assertThat(world.cluster.get(node).orElseThrow().taints())
                .extracting(taint -> taint.key() + "=" + taint.value())
                .containsExactly(Marks.TAINT_LEASE + "=" + kept.id());
        assertThat(instance(broken).tags()).containsEntry(Marks.TAG_LEASE, kept.id());
        assertThat(world.pods.evicted()).isEmpty();
    }

    @Test
    void it_goes_at_the_end_and_the_cloud_would_let_it_go_soon_after() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();

        Lease kept = keep(broken);
        world.pass(Duration.ofMinutes(1));
        Instant release = instance(broken).releaseAt();
        assertThat(release)
                .isBetween(kept.end().plus(Duration.ofMinutes(30)), kept.end().plus(Duration.ofMinutes(31)));

        world.hurry();
        assertThat(world.until(Duration.ofHours(5), () -> stateOf(kept) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.alive()).doesNotContain(broken.instanceId().orElseThrow());
        assertThat(world.cloud.releasedByItself()).isZero();
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void its_former_lease_may_end_without_it() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        Lease kept = keep(broken);

        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(stateOf(kept)).isEqualTo(LeaseState.ACTIVE);
        assertThat(world.cloud.alive()).containsExactly(broken.instanceId().orElseThrow());
        assertThat(world.cluster.nodeNames()).containsExactly(broken.nodeName().orElseThrow());
    }

    @Test
    void each_second_of_it_is_paid_for_by_one_of_the_two() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        world.pass(Duration.ofMinutes(10));

        Lease kept = keep(broken);

        assertThat(owner().sql("""
                                select lease_id, lower(during), upper(during)
                                from host_payer
                                where host_id = :host
                                order by lower(during) nulls first
                                """)
                        .param("host", broken.id())
                        .query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                        .list())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(lease.id() + " null "),
                        second -> assertThat(second).startsWith(kept.id()).endsWith(" null"));
    }

    @Test
    void what_it_would_have_cost_its_lease_is_set_aside_for_the_other() {
        Lease lease = anActiveLease(2, 1);
        BigDecimal before = reserved(lease);
        Host broken = hostsIn(lease, HostState.READY).getFirst();

        Lease kept = keep(broken);
        world.errands.step("pull-in", lease.id());

        // 250 and the disks for four hours and the half hour of the cloud's own switch.
        assertThat(reserved(kept)).isEqualByComparingTo("1134.90");
        assertThat(reserved(lease)).isLessThan(before);
    }

    @Test
    void one_that_is_on_its_way_out_can_be_kept() {
        Lease lease = anActiveLease(1, 1);
        Host leaving = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("server", leaving.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(Duration.ofMinutes(1));
        assertThat(hosts.get(leaving.id()).state()).isEqualTo(HostState.DRAINING);

        Lease kept = keep(leaving);

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(hosts.get(leaving.id()).state()).isEqualTo(HostState.HELD);
        assertThat(hosts.get(leaving.id()).leaving()).isEmpty();
        assertThat(stateOf(kept)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void one_that_does_not_join_can_be_kept_and_does_not_join_any_more() {
        world.cluster.joins(false);
        Lease lease = anApprovedLease(1, 1);
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> !hostsIn(lease, HostState.JOINING).isEmpty()))
                .isTrue();
        Host broken = hostsIn(lease, HostState.JOINING).getFirst();

        Lease kept = keep(broken);
        world.cluster.joins(true);

        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        assertThat(hosts.get(broken.id()).state()).isEqualTo(HostState.HELD);
        assertThat(world.cluster.nodeNames()).hasSize(1);
        leases.change(kept.id(), l -> l.release(Ending.RELEASED, Act.by("oscar", now(), "found it")));
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(kept) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.alive()).hasSize(1);
    }

    @Test
    void one_that_is_being_deleted_cannot() {
        Lease lease = anActiveLease(1, 1);
        Host gone = hostsIn(lease, HostState.READY).getFirst();
        leases.change(lease.id(), l -> l.release(Ending.FORCED, Act.by("oscar", now(), "now")));

        assertThatThrownBy(() -> keep(gone))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wrong-state"));
        assertThat(hosts.get(gone.id()).state()).isEqualTo(HostState.DELETING);
    }

    @Test
    void without_the_money_nothing_changes() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        owner().sql("update team_budget set amount = 1").update();

        assertThatThrownBy(() -> keep(broken))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("over-budget"));
        assertThat(hosts.get(broken.id()).state()).isEqualTo(HostState.READY);
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).hasSize(1);
    }

    @Test
    void nothing_is_bought_for_it_when_the_cloud_takes_it() {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        Lease kept = keep(broken);
        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> hostsIn(lease, HostState.READY).size() == 1))
                .isTrue();
        world.pass(Duration.ofMinutes(15));

        world.cloud.take(broken.instanceId().orElseThrow());
        world.pass(Duration.ofMinutes(30));

        assertThat(hosts.get(broken.id()).state()).isEqualTo(HostState.GONE);
        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(hosts.ofLease(kept.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void steps_that_run_again_change_nothing(Repeat how) {
        Lease lease = anActiveLease(1, 1);
        Host broken = hostsIn(lease, HostState.READY).getFirst();
        world.errands.repeat(how);

        Lease kept = keep(broken);
        world.pass(Duration.ofMinutes(15));
        leases.change(kept.id(), l -> l.release(Ending.RELEASED, Act.by("oscar", now(), "found it")));

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(kept) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(world.cloud.alive()).hasSize(1);
    }

    private Lease keep(Host host) {
        keep.of(OSCAR, host.id(), WHATEVER, new KeepRequest("PT4H", null, null, null, "GPUs fall off the bus"));
        return leases.get(hosts.leaseOf(host.id()).orElseThrow());
    }

    private FakeInstance instance(Host host) {
        List<FakeInstance> found = world.cloud.live().stream()
                .filter(instance -> host.instanceId().orElseThrow().equals(instance.id()))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private BigDecimal reserved(Lease lease) {
        return owner().sql("select sum(reserved) from budget_reservation where lease_id = :lease")
                .param("lease", lease.id())
                .query((row, number) -> row.getBigDecimal(1))
                .single();
    }
}
