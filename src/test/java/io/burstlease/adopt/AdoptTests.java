package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.FakeInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptTests extends AdoptionStage {

    AdoptTests(Parts parts, Adopt adopt, AdoptionTable table) {
        super(parts, adopt, table);
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
        assertThat(one.tags()).containsEntry(Marks.TAG_LEASE, lease.id()).containsEntry(Marks.TAG_TEAM, "vision");
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
                                + " "
                                + row.getBigDecimal(2).stripTrailingZeros().toPlainString()
                                + " " + row.getTimestamp(3).toInstant().equals(adoptedAt)
                                + " " + row.getTimestamp(4).toInstant().equals(adoptedAt))
                        .list())
                .containsExactly("DATA_DISK_1 1000 true true", "HOST 1 true true", "SYSTEM_DISK 100 true true");
    }

    @Test
    void a_term_is_counted_from_the_adoption() {
        FakeInstance instance = stands("gpu-old-1");
        HostToAdopt wish = new HostToAdopt(
                instance.id(),
                "gpu-old-1",
                "vision",
                "base",
                "mia",
                "Now",
                "a100-8x",
                "PT5H",
                null,
                null,
                null,
                null,
                null);

        Lease lease = leaseOf(adopted(List.of(wish)), 0);

        assertThat(lease.end()).isEqualTo(NOON.plus(Duration.ofHours(5)));
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
    }

    @Test
    void a_dry_run_changes_nothing() {
        FakeInstance instance = stands("gpu-old-1");

        String id = adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), true).id();
        world.step();

        assertThat(table.get(id).state()).isEqualTo(AdoptionState.CLEAR);
        assertThat(table.get(id).hosts())
                .allSatisfy(row -> assertThat(row.hostId()).isNull());
        assertThat(instance.tags()).isEmpty();
        assertThat(hosts.byInstance(instance.id())).isEmpty();
        assertThat(leases.in(Set.of(LeaseState.ACTIVE))).isEmpty();
    }

    @Test
    void the_same_instance_is_taken_over_once() {
        FakeInstance instance = stands("gpu-old-1");
        String first =
                adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), false).id();
        String second =
                adopt.of(OLGA, List.of(wish(instance, "gpu-old-1")), false).id();

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
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> hostsIn(lease, HostState.READY).size() == 1))
                .isTrue();
        assertThat(hosts.get(host.id()).stuckCode()).isEmpty();
    }
}
