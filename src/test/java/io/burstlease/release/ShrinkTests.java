package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.budget.Budgets;
import io.burstlease.host.Commitments;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Ask;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShrinkTests extends StageTest {

    private static final Caller MIA = new Caller("mia", "Mia", Set.of(Role.MEMBER), null, false);
    private static final Caller LEA = new Caller("lea", "Lea", Set.of(Role.LEAD, Role.MEMBER), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");

    private final ShrinkLease shrink;
    private final Budgets budgets;
    private final Commitments commitments;

    ShrinkTests(Parts parts, ShrinkLease shrink, Budgets budgets, Commitments commitments) {
        super(parts);
        this.shrink = shrink;
        this.budgets = budgets;
        this.commitments = commitments;
    }

    @Test
    void the_hosts_with_the_fewest_pods_are_given_back_and_none_comes_in_their_place() {
        Lease lease = anActiveLease(3, 3);
        Host busy = hostsIn(lease, HostState.READY).get(1);
        world.pods.start("trainer", node(busy), FakePods.Kind.WILLING);

        shrink.of(MIA, lease.id(), WHATEVER, by(2));

        assertThat(world.until(Duration.ofMinutes(20), () -> world.cloud.live().size() == 1))
                .isTrue();
        world.pass(Duration.ofMinutes(30));
        assertThat(hostsIn(lease, HostState.READY)).extracting(Host::id).containsExactly(busy.id());
        assertThat(hosts.everOfLease(lease.id())).hasSize(3);
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(1);
        assertThat(leases.get(lease.id()).ask().minHosts()).isEqualTo(1);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void the_hosts_that_are_named_go_at_once() {
        Lease lease = anActiveLease(3, 3);
        Host named = hostsIn(lease, HostState.READY).getLast();

        shrink.of(LEA, lease.id(), WHATEVER, named(named.id()));

        assertThat(hosts.get(named.id()).state()).isEqualTo(HostState.DRAINING);
        assertThat(hosts.get(named.id()).leaving()).contains(Leaving.RELEASED);
        world.pass(Duration.ofMinutes(5));
        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
    }

    @Test
    void what_the_hosts_will_not_cost_is_free_again() {
        Lease lease = anActiveLease(4, 1);
        leases.change(
                lease.id(),
                l -> budgets.reserve(l.id(), "vision", commitments.of(l, l.ask().hourly(), l.end(), 0)));
        BigDecimal before = reserved();

        shrink.of(MIA, lease.id(), WHATEVER, by(2));
        world.until(Duration.ofMinutes(20), () -> world.cloud.live().size() == 2);

        assertThat(reserved())
                .isBetween(before.multiply(new BigDecimal("0.5")), before.multiply(new BigDecimal("0.6")));
    }

    @Test
    void a_host_that_is_still_to_come_goes_before_one_that_is_used() {
        Lease lease = anActiveLease(2, 1);
        Host old = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(old.id(), host -> host.delete(Leaving.BROKEN, "gpu: fell off the bus", now()));
        world.cluster.joins(false);
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> !hostsIn(lease, HostState.JOINING).isEmpty()))
                .isTrue();
        Host joining = hostsIn(lease, HostState.JOINING).getFirst();

        shrink.of(MIA, lease.id(), WHATEVER, by(1));
        world.pass(Duration.ofMinutes(1));

        assertThat(hosts.get(joining.id()).leaving()).contains(Leaving.RELEASED);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(1);
    }

    @Test
    void a_host_that_was_lost_before_is_not_replaced_beyond_what_is_wanted_now() {
        Lease lease = anActiveLease(3, 1);
        owner().sql("insert into purchase_pause (scope, reason, actor, since) values ('ALL', 'test', 'oscar', now())")
                .update();
        Host lost = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(lost.id(), host -> host.delete(Leaving.LOST, "lost", now()));
        world.pass(Duration.ofMinutes(1));

        shrink.of(MIA, lease.id(), WHATEVER, by(1));
        owner().sql("delete from purchase_pause").update();
        world.pass(Duration.ofMinutes(30));

        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
        assertThat(hosts.everOfLease(lease.id())).hasSize(3);
    }

    @Test
    void a_cluster_that_does_not_answer_only_delays_the_choice() {
        Lease lease = anActiveLease(2, 1);
        world.cluster.down(true);
        shrink.of(MIA, lease.id(), WHATEVER, by(1));
        world.pass(Duration.ofMinutes(1));
        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);

        world.cluster.down(false);

        assertThat(world.until(Duration.ofMinutes(20), () -> world.cloud.live().size() == 1))
                .isTrue();
    }

    @Test
    void every_fault_is_named_at_once_and_nothing_changes() {
        Lease lease = anActiveLease(2, 1);
        Host going = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(going.id(), host -> host.drain(Leaving.RELEASED, null, now()));

        assertThat(faults(lease, named(going.id(), "h-aaaaaaaaaa")))
                .containsExactlyInAnyOrder("hosts all-hosts", "hosts unknown-host", "hosts leaving");
        assertThat(faults(lease, by(0))).containsExactly("by min");
        assertThat(faults(lease, by(2))).containsExactly("by all-hosts");
        assertThat(faults(lease, new ShrinkController.ShrinkRequest(null, null, null)))
                .containsExactly("by hosts-or-by");
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(2);
    }

    @Test
    void a_serving_lease_is_not_shrunk_in_its_protected_window() {
        Lease lease = approved(
                Ask.from(now()).hosts(2, 1).servingIn("MONDAY 20:15-02:00").ask());
        world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE);
        world.pass(Duration.ofMinutes(10));

        assertThatThrownBy(() -> shrink.of(MIA, lease.id(), WHATEVER, by(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("protected-window"));
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(2);
    }

    private List<String> faults(Lease lease, ShrinkController.ShrinkRequest request) {
        try {
            shrink.of(MIA, lease.id(), WHATEVER, request);
        } catch (ProblemException refused) {
            return refused.faults().stream()
                    .map((Fault fault) -> fault.field() + " " + fault.reason())
                    .toList();
        }
        return List.of();
    }

    private static ShrinkController.ShrinkRequest by(@Nullable Integer count) {
        return new ShrinkController.ShrinkRequest(null, count, "fewer will do");
    }

    private static ShrinkController.ShrinkRequest named(String... ids) {
        return new ShrinkController.ShrinkRequest(List.of(ids), null, null);
    }

    private static String node(Host host) {
        return host.nodeName().orElseThrow();
    }

    private BigDecimal reserved() {
        return owner().sql("select sum(reserved) from budget_reservation")
                .query(BigDecimal.class)
                .single();
    }
}
