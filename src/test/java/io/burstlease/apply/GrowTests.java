package io.burstlease.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.burstlease.audit.Act;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.HostState;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrowTests extends StageTest {

    private final Growths growths;
    private @Nullable Actors actors;

    GrowTests(Parts parts, Growths growths) {
        super(parts);
        this.growths = growths;
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void a_lease_gets_the_hosts_that_its_lead_grants() {
        Lease lease = anActiveLease(2, 1);

        Growth wanted = granted(lease, 2);
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(4);
        assertThat(settled(wanted)).isEqualTo(GrowthState.IN_FORCE);

        assertThat(hostsIn(lease, HostState.READY)).hasSize(4);
        assertThat(world.cloud.live())
                .hasSize(4)
                .allSatisfy(instance -> assertThat(instance.releaseAt()).isEqualTo(DeadMan.of(lease, now())));
        assertThat(leases.get(lease.id()).ask().minHosts()).isEqualTo(1);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void they_go_with_the_lease() {
        Lease lease = anActiveLease(1, 1);
        settled(granted(lease, 1));
        world.clock.set(lease.end());

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.releasedByItself()).isZero();
    }

    @Test
    void their_money_is_set_aside_with_the_decision() {
        Lease lease = anActiveLease(1, 1);
        BigDecimal before = reserved(lease);
        Duration left = Duration.between(now(), lease.hardEnd().plus(Duration.ofMinutes(30)));

        granted(lease, 2);

        BigDecimal more = lease.ask()
                .hourly()
                .amount()
                .multiply(BigDecimal.valueOf(2 * left.toSeconds()))
                .divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);
        assertThat(reserved(lease).subtract(before)).isCloseTo(more, offset(BigDecimal.ONE));
    }

    @Test
    void without_the_money_nothing_changes() {
        Lease lease = anActiveLease(1, 1);
        Growth wanted = asked(lease, 1);
        owner().sql("update team_budget set amount = 1").update();

        Api.Answer answer = decide("lead", wanted, "approve");

        assertThat(answer.reason()).isEqualTo("over-budget");
        assertThat(growths.get(wanted.id()).state()).isEqualTo(GrowthState.REQUESTED);
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(1);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.cloud.everBought()).isEqualTo(1);
    }

    @Test
    void hosts_that_are_not_to_be_had_in_time_are_wanted_no_more_and_their_money_is_free_again() {
        Lease lease = anActiveLease(1, 1);
        BigDecimal before = reserved(lease);
        soldOut(200);

        Growth wanted = granted(lease, 2);
        world.hurry();
        assertThat(settled(wanted)).isEqualTo(GrowthState.CUT);

        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(1);
        assertThat(hosts.ofLease(lease.id())).hasSize(1);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        world.pass(Duration.ofMinutes(1));
        assertThat(reserved(lease)).isLessThanOrEqualTo(before);
    }

    @Test
    void of_a_growth_that_is_had_in_part_the_rest_is_wanted_no_more() {
        Lease lease = anActiveLease(2, 1);
        world.cloud.script(new Script.BuyOnly(1));
        soldOut(200);

        Growth wanted = granted(lease, 2);
        world.hurry();

        assertThat(settled(wanted)).isEqualTo(GrowthState.CUT);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(3);
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(3);
    }

    @Test
    void all_or_nothing_stays_where_it_stands() {
        Lease lease = anActiveLease(2, 2);
        String zone = hostsIn(lease, HostState.READY).getFirst().zone().orElseThrow();

        Growth wanted = granted(lease, 1);

        assertThat(settled(wanted)).isEqualTo(GrowthState.IN_FORCE);
        assertThat(hostsIn(lease, HostState.READY))
                .hasSize(3)
                .extracting(host -> host.zone().orElseThrow())
                .containsOnly(zone);
        assertThat(leases.get(lease.id()).ask().minHosts()).isEqualTo(3);
    }

    @Test
    void one_growth_at_a_time() {
        Lease lease = anActiveLease(1, 1);
        asked(lease, 1);

        assertThat(ask(lease, "{\"hosts\": 1, \"reason\": \"more\"}").reason()).isEqualTo("growth-open");
    }

    @Test
    void what_cannot_be_a_wish_is_refused_with_all_its_faults() {
        Lease lease = anActiveLease(1, 1);

        assertThat(ask(lease, "{\"hosts\": 0}").body()).contains("\"hosts\"", "\"min\"", "\"reason\"", "\"required\"");
        assertThat(ask(lease, "{\"hosts\": 1000, \"reason\": \"all\"}").body()).contains("over-team-hosts");
    }

    @Test
    void one_that_nobody_decides_lapses_after_three_days_or_at_the_end() {
        Lease lease = anActiveLease(1, 1);
        Growth wanted = asked(lease, 1);
        assertThat(wanted.decideBy()).isEqualTo(lease.end());

        world.clock.set(lease.end());
        world.pass(Duration.ofMinutes(5));

        assertThat(growths.get(wanted.id()).state()).isEqualTo(GrowthState.LAPSED);
        assertThat(world.cloud.everBought()).isEqualTo(1);
    }

    @Test
    void a_lease_that_ends_meanwhile_cuts_it() {
        Lease lease = anActiveLease(1, 1);
        world.cluster.joins(false);
        Growth wanted = granted(lease, 1);
        world.pass(Duration.ofMinutes(1));

        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));

        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(growths.get(wanted.id()).state()).isEqualTo(GrowthState.CUT);
        assertThat(world.cloud.alive()).isEmpty();
    }

    @Test
    void a_host_of_it_that_breaks_is_replaced() {
        Lease lease = anActiveLease(1, 1);
        Growth wanted = granted(lease, 1);
        assertThat(world.until(Duration.ofMinutes(5), () -> world.cloud.everBought() == 2))
                .isTrue();
        world.cluster.joins(false);
        world.hurry();
        assertThat(world.until(Duration.ofHours(1), () -> world.cloud.everBought() == 3))
                .as("%s", world.errands.history())
                .isTrue();
        world.cluster.joins(true);

        assertThat(settled(wanted)).isEqualTo(GrowthState.IN_FORCE);
        assertThat(world.until(
                        Duration.ofHours(1),
                        () -> hostsIn(lease, HostState.READY).size() == 2))
                .isTrue();
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(2);
    }

    @Test
    void a_lease_that_is_over_does_not_grow() {
        Lease lease = anActiveLease(1, 1);
        Growth wanted = asked(lease, 1);
        Act late = Act.by("lea", lease.end(), null);

        assertThatThrownBy(() -> growths.approve(wanted.id(), late)).isInstanceOf(ProblemException.class);
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(1);
    }

    private void soldOut(int times) {
        for (int i = 0; i < times; i++) {
            world.cloud.script(new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"));
        }
    }

    private GrowthState settled(Growth growth) {
        world.until(
                Duration.ofHours(3),
                () -> growths.get(growth.id()).state().next().isEmpty());
        return growths.get(growth.id()).state();
    }

    private Growth granted(Lease lease, int more) {
        Growth wanted = asked(lease, more);
        Api.Answer answer = decide("lead", wanted, "approve");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return wanted;
    }

    private Growth asked(Lease lease, int more) {
        Api.Answer answer = ask(lease, "{\"hosts\": %d, \"reason\": \"more\"}".formatted(more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return growths.ofLease(lease.id()).getFirst();
    }

    private Api.Answer ask(Lease lease, String body) {
        return people().post("applicant", "/v1/leases/" + lease.id() + "/growths", body);
    }

    private Api.Answer decide(String who, Growth growth, String verb) {
        return people().post(who, "/v1/leases/" + growth.leaseId() + "/growths/" + growth.id() + "/" + verb, "{}");
    }

    private Actors people() {
        return Objects.requireNonNull(actors);
    }

    private BigDecimal reserved(Lease lease) {
        return owner().sql("select sum(reserved) from budget_reservation where lease_id = :lease")
                .param("lease", lease.id())
                .query((row, number) -> row.getBigDecimal(1))
                .single();
    }
}
