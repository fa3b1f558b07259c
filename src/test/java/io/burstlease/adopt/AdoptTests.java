package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.budget.Budgets;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptTests extends StageTest {

    private static final Caller OLGA = new Caller("olga", "Olga", Set.of(Role.OPERATOR), null, false);
    private static final Map<String, String> EXTERNAL = Map.of(Marks.LABEL_EXTERNAL, "true");
    private static final Duration TERM = Duration.ofHours(8);
    private static final LaunchRequest.Disk SYSTEM = new LaunchRequest.Disk("cloud_essd", 100, "PL1");

    private final Adopt adopt;
    private final AdoptionTable table;
    private final Budgets budgets;

    AdoptTests(Parts parts, Adopt adopt, AdoptionTable table, Budgets budgets) {
        super(parts);
        this.adopt = adopt;
        this.table = table;
        this.budgets = budgets;
    }

    @Test
    void hosts_that_stand_already_become_a_lease_without_a_purchase() {
        FakeInstance one = stands("gpu-old-1");
        FakeInstance two = stands("gpu-old-2");

        Adoption adoption = adopted(List.of(wish(one, "gpu-old-1"), wish(two, "gpu-old-2")));

        assertThat(adoption.state()).isEqualTo(AdoptionState.ADOPTED);
        assertThat(world.cloud.sends()).isEmpty();
        Lease lease = leaseOf(adoption, 0);
        assertThat(leaseOf(adoption, 1).id()).isEqualTo(lease.id());
        assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
        assertThat(lease.owner()).isEqualTo("mia");
        assertThat(lease.ask().hosts()).isEqualTo(2);
        assertThat(hostsIn(lease, HostState.READY))
                .hasSize(2)
                .allSatisfy(host -> assertThat(host.adopted()).isTrue())
                .extracting(host -> host.nodeName().orElseThrow())
                .containsExactlyInAnyOrder("gpu-old-1", "gpu-old-2");
        assertThat(one.tags())
                .containsEntry(Marks.TAG_LEASE, lease.id())
                .containsEntry(Marks.TAG_TEAM, "vision");
        assertThat(world.cluster.get("gpu-old-1").orElseThrow().labels())
                .containsEntry(Marks.LABEL_INSTANCE, one.id())
                .containsEntry(Marks.LABEL_LEASE, lease.id());
    }

    @Test
    void it_goes_like_every_other_host_when_its_lease_ends() {
        FakeInstance instance = stands("gpu-old-1");
        Lease lease = leaseOf(adopted(List.of(wish(instance, "gpu-old-1"))), 0);

        assertThat(world.until(TERM.plus(Duration.ofHours(1)), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();

        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.releasedByItself()).isZero();
        assertThat(world.cluster.nodeNames()).isEmpty();
    }

    @Test
    void the_cloud_will_let_it_go_by_itself_from_then_on() {
        FakeInstance instance = stands("gpu-old-1");
        assertThat(instance.releaseAt()).isNull();

        Lease lease = leaseOf(adopted(List.of(wish(instance, "gpu-old-1"))), 0);

        assertThat(instance.releaseAt()).isEqualTo(lease.hardEnd().plus(Duration.ofMinutes(30)));
    }

    @Test
    void it_costs_its_lease_from_the_adoption_on_with_its_disks_apart() {
        FakeInstance instance = stands("gpu-old-1");
        world.pass(Duration.ofHours(2));
        Instant adoptedAt = now();

        Lease lease = leaseOf(adopted(List.of(wish(instance, "gpu-old-1"))), 0);

        assertThat(owner().sql("""
                                select s.item, s.quantity, s.opened_after, s.opened_before
                                from usage_span s
                                join host_assignment a on a.host_id = s.host_id
                                where a.lease_id = :lease
                                order by s.item
                                """)
                        .param("lease", lease.id())
                        .query((row, number) -> row.getString(1)
                                + " " + row.getBigDecimal(2).stripTrailingZeros().toPlainString()
                                + " " + row.getTimestamp(3).toInstant().equals(adoptedAt)
                                + " " + row.getTimestamp(4).toInstant().equals(adoptedAt))
                        .list())
                .containsExactly("DATA_DISK_1 1000 true true", "HOST 1 true true", "SYSTEM_DISK 100 true true");
    }

    @Test
    void its_money_is_set_aside_from_the_adoption_to_the_release_by_the_cloud() {
        FakeInstance instance = stands("gpu-old-1");

        Lease lease = leaseOf(adopted(List.of(wish(instance, "gpu-old-1"))), 0);

        // (250 + 1,100 GiB × 0.002) an hour for 8 h of term, 30 min of grace and 30 min of room.
        assertThat(owner().sql("select sum(reserved) from budget_reservation where lease_id = :lease")
                        .param("lease", lease.id())
                        .query((row, number) -> row.getBigDecimal(1))
                        .single())
                .isEqualByComparingTo("2269.8");
        assertThat(budgets.spent(lease.id(), "CNY").amount()).isNotNegative();
    }

    @Test
    void a_dry_run_changes_nothing() {
        FakeInstance instance = stands("gpu-old-1");

        String id = adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), true).id();
        world.step();

        assertThat(table.get(id).state()).isEqualTo(AdoptionState.CLEAR);
        assertThat(table.get(id).hosts()).allSatisfy(row -> assertThat(row.hostId()).isNull());
        assertThat(instance.tags()).isEmpty();
        assertThat(hosts.byInstance(instance.id())).isEmpty();
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).isEmpty();
    }

    @Test
    void when_anything_stands_against_one_none_is_taken_over_and_all_of_it_is_said() {
        FakeInstance good = stands("gpu-old-1");
        FakeInstance bad = world.cloud.buyByHand(request(CHEAP, "other-type", null));
        world.cloud.boot(Duration.ZERO);
        world.cluster.joinByHand(good, "gpu-old-2", Map.of(Marks.LABEL_LEASE, "l-1234567890"));

        Adoption adoption = adopted(List.of(wish(good, "gpu-old-1"), wish(bad, "gpu-old-2"), wish("i-never", "no-node")));

        assertThat(adoption.state()).isEqualTo(AdoptionState.REFUSED);
        assertThat(adoption.hosts().get(0).findings()).isEmpty();
        assertThat(adoption.hosts().get(1).findings())
                .extracting(Finding::reason)
                .containsExactly(
                        "other-instance-type", "node-address", "node-not-external", "node-leased", "unknown-price");
        assertThat(adoption.hosts().get(2).findings()).extracting(Finding::reason).containsExactly("no-instance");
        assertThat(good.tags()).isEmpty();
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).isEmpty();
    }

    @Test
    void a_disk_that_would_outlive_its_host_stands_against_it() {
        FakeInstance instance = stands("gpu-old-1");
        world.disks.dataDisksGo(false);

        assertThat(reasons(adopted(List.of(wish(instance, "gpu-old-1"))))).containsExactly("disk-stays");
    }

    @Test
    void a_host_of_another_installation_is_left_alone() {
        FakeInstance instance = stands("gpu-old-1");
        world.cloud.tag(instance.id(), Map.of(Marks.TAG_INSTALLATION, "somebody-elses"));

        assertThat(reasons(adopted(List.of(wish(instance, "gpu-old-1"))))).containsExactly("foreign-installation");
    }

    @Test
    void what_the_team_cannot_pay_for_is_not_taken_over() {
        FakeInstance instance = stands("gpu-old-1");
        owner().sql("update team_budget set amount = 100").update();

        assertThat(reasons(adopted(List.of(wish(instance, "gpu-old-1"))))).containsExactly(Budgets.OVER_BUDGET);
        assertThat(hosts.byInstance(instance.id())).isEmpty();
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).isEmpty();
    }

    @Test
    void a_dry_run_knows_of_the_money_too() {
        FakeInstance instance = stands("gpu-old-1");
        owner().sql("update team_budget set amount = 100").update();

        String id = adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), true).id();
        world.step();

        assertThat(reasons(table.get(id))).containsExactly(Budgets.OVER_BUDGET);
    }

    @Test
    void more_hosts_than_the_team_may_hold_are_not_taken_over() {
        FakeInstance one = stands("gpu-old-1");
        owner().sql("update team set max_hosts = 1").update();
        anActiveLease(1, 1);

        assertThat(reasons(adopted(List.of(wish(one, "gpu-old-1"))))).containsExactly("over-team-hosts");
    }

    @Test
    void the_same_instance_is_taken_over_once() {
        FakeInstance instance = stands("gpu-old-1");
        String first = adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), false).id();
        String second = adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), false).id();

        world.pass(Duration.ofMinutes(2));

        assertThat(Set.of(table.get(first).state(), table.get(second).state()))
                .containsExactlyInAnyOrder(AdoptionState.ADOPTED, AdoptionState.REFUSED);
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).hasSize(1);
    }

    @Test
    void a_gate_that_is_not_passed_deletes_nothing_and_is_said() {
        FakeInstance instance = stands("gpu-old-1");
        world.pods.calico(true);

        Lease lease = leaseOf(adopted(List.of(wish(instance, "gpu-old-1"))), 0);
        world.pass(Duration.ofMinutes(30));

        assertThat(world.cloud.deletes()).isEmpty();
        Host host = hostsIn(lease, HostState.PREPARING).getFirst();
        assertThat(host.stuckCode().orElseThrow()).startsWith("network");

        world.pods.calico(false);
        assertThat(world.until(Duration.ofMinutes(5), () -> hostsIn(lease, HostState.READY).size() == 1))
                .isTrue();
        assertThat(hosts.get(host.id()).stuckCode()).isEmpty();
    }

    @Test
    void what_cannot_be_a_wish_is_refused_with_all_its_faults() {
        HostToAdopt nobody = with(wish("i-1", "n-1"), "vision", "nobody", end());
        HostToAdopt past = with(wish("i-1", "n-2"), "never", "mia", "2020-01-01T00:00:00Z");

        assertThatThrownBy(() -> adopt.of(OLGA, List.of(nobody, past), false))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.faults())
                        .extracting(Fault::field)
                        .contains("hosts[0].owner", "hosts[1].instanceId", "hosts[1].team", "hosts[1].endsAt"));
    }

    private Adoption adopted(List<HostToAdopt> wishes) {
        String id = adopt.of(OLGA, wishes, false).id();
        world.until(
                Duration.ofMinutes(3),
                () -> table.get(id).state().next().isEmpty()
                        && table.get(id).hosts().stream()
                                .allMatch(row -> row.hostId() == null
                                        || hosts.get(row.hostId()).state() == HostState.READY));
        return table.get(id);
    }

    private Lease leaseOf(Adoption adoption, int ordinal) {
        @Nullable String host = adoption.hosts().get(ordinal).hostId();
        assertThat(host).as("%s", adoption).isNotNull();
        return leases.get(hosts.leaseOf(String.valueOf(host)).orElseThrow());
    }

    private static List<String> reasons(Adoption adoption) {
        return adoption.hosts().getFirst().findings().stream().map(Finding::reason).toList();
    }

    /** Bought and joined by hand, and running. */
    private FakeInstance stands(String node) {
        world.cloud.boot(Duration.ZERO);
        FakeInstance instance = world.cloud.buyByHand(request(CHEAP, TYPE, null));
        world.cluster.joinByHand(instance, node, EXTERNAL);
        return instance;
    }

    private static LaunchRequest request(String zone, String type, @Nullable Instant releaseAt) {
        return new LaunchRequest(
                "by-hand",
                zone,
                "vsw-old",
                "sg-old",
                "m-old",
                type,
                1,
                1,
                ChargeType.POSTPAID,
                null,
                null,
                releaseAt,
                "gpu-old",
                SYSTEM,
                List.of(new LaunchRequest.Disk("cloud_essd", 1000, "PL1")),
                null,
                null,
                "",
                Map.of());
    }

    private HostToAdopt wish(FakeInstance instance, String node) {
        return wish(instance.id(), node);
    }

    private HostToAdopt wish(String instance, String node) {
        return new HostToAdopt(
                instance, node, "vision", "base", "mia", "The spring run", "a100-8x", end(), null, null);
    }

    private String end() {
        return NOON.plus(TERM).atOffset(ZoneOffset.UTC).toString();
    }

    private static HostToAdopt with(HostToAdopt wish, String team, String owner, String endsAt) {
        return new HostToAdopt(
                wish.instanceId(),
                wish.nodeName(),
                team,
                wish.project(),
                owner,
                wish.purpose(),
                wish.hostClass(),
                endsAt,
                null,
                null);
    }
}
