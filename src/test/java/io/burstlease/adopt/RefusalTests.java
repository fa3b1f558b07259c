package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.budget.Budgets;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.FakeInstance;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands against taking hosts over. */
class RefusalTests extends AdoptionStage {

    RefusalTests(Parts parts, Adopt adopt, AdoptionTable table) {
        super(parts, adopt, table);
    }

    @Test
    void when_anything_stands_against_one_none_is_taken_over_and_all_of_it_is_said() {
        FakeInstance good = stands("gpu-old-1");
        FakeInstance bad = world.cloud.buyByHand(request(CHEAP, "other-type", null));
        world.cloud.boot(Duration.ZERO);
        world.cluster.joinByHand(good, "gpu-old-2", Map.of(Marks.LABEL_LEASE, "l-1234567890"));

        Adoption adoption =
                adopted(List.of(wish(good, "gpu-old-1"), wish(bad, "gpu-old-2"), wish("i-never", "no-node")));

        assertThat(adoption.state()).isEqualTo(AdoptionState.REFUSED);
        assertThat(adoption.hosts().get(0).findings()).isEmpty();
        assertThat(adoption.hosts().get(1).findings())
                .extracting(Finding::reason)
                .containsExactly(
                        "other-instance-type", "node-address", "node-not-external", "node-leased", "unknown-price");
        assertThat(adoption.hosts().get(2).findings())
                .extracting(Finding::reason)
                .containsExactly("no-instance");
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
    void what_cannot_be_a_wish_is_refused_with_all_its_faults() {
        HostToAdopt nobody = with(wish("i-1", "n-1"), "vision", "nobody", end());
        HostToAdopt past = with(wish("i-1", "n-2"), "never", "mia", "2020-01-01T00:00:00Z");

        assertThatThrownBy(() -> adopt.of(OLGA, List.of(nobody, past), false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::field)
                                .contains("hosts[0].owner", "hosts[1].instanceId", "hosts[1].team", "hosts[1].endsAt"));
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
                null,
                endsAt,
                null,
                null,
                null,
                null);
    }
}
