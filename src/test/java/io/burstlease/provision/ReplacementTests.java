package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host that was lost or broke is replaced, unless one of the brakes holds. */
class ReplacementTests extends StageTest {

    ReplacementTests(Parts parts) {
        super(parts);
    }

    @Test
    void a_broken_host_is_replaced_and_its_money_set_aside_besides() {
        Lease lease = anActiveLease(2, 1);
        BigDecimal before = reserved();

        breakOne(lease);

        assertThat(world.until(Duration.ofMinutes(20), () -> isWhole(lease, 2))).isTrue();
        assertThat(hosts.everOfLease(lease.id())).hasSize(3);
        assertThat(reserved()).isGreaterThan(before);
        assertThat(leases.get(lease.id()).waitingFor()).isEmpty();
    }

    @Test
    void a_replacement_waits_until_the_other_is_gone_where_the_budget_does_not_bear_both() {
        Lease lease = anActiveLease(2, 1);
        budget(reserved());

        breakOne(lease);

        assertThat(world.until(Duration.ofMinutes(1), () -> waitsForMoney(lease)))
                .isTrue();
        assertThat(hosts.everOfLease(lease.id())).hasSize(2);
        assertThat(world.until(Duration.ofMinutes(40), () -> isWhole(lease, 2))).isTrue();
        assertThat(leases.get(lease.id()).waitingFor()).isEmpty();
    }

    @Test
    void nothing_is_bought_that_the_budget_does_not_bear() {
        Lease lease = anApprovedLease(2, 2);
        budget(BigDecimal.ONE);
        world.pass(Duration.ofMinutes(5));

        assertThat(world.cloud.everBought()).isZero();
        assertThat(leases.get(lease.id()).waitingFor()).contains("BUDGET");

        budget(new BigDecimal("100000"));
        assertThat(world.until(Duration.ofMinutes(10), () -> isWhole(lease, 2))).isTrue();
    }

    @Test
    void nothing_is_replaced_while_the_api_server_is_silent() {
        Lease lease = anActiveLease(2, 1);
        world.cluster.down(true);
        world.pass(Duration.ofMinutes(3));

        breakOne(lease);
        world.pass(Duration.ofMinutes(10));
        assertThat(hosts.everOfLease(lease.id())).hasSize(2);

        world.cluster.down(false);
        assertThat(world.until(Duration.ofMinutes(20), () -> isWhole(lease, 2))).isTrue();
    }

    @Test
    void no_more_than_a_tenth_is_replaced_in_an_hour_and_at_least_one() {
        Lease lease = anActiveLease(4, 1);
        breakOne(lease);
        breakOne(lease);

        world.pass(Duration.ofMinutes(50));
        assertThat(hostsIn(lease, HostState.READY)).hasSize(3);

        assertThat(world.until(Duration.ofMinutes(30), () -> isWhole(lease, 4))).isTrue();
        assertThat(hosts.everOfLease(lease.id())).hasSize(6);
    }

    @Test
    void nothing_is_replaced_that_would_hardly_be_used() {
        Lease lease = anActiveLease(2, 1);
        world.hurry();
        world.pass(Duration.between(now(), lease.end().minus(Duration.ofMinutes(19))));

        breakOne(lease);
        world.pass(Duration.ofMinutes(10));

        assertThat(hosts.everOfLease(lease.id())).hasSize(2);
    }

    @Test
    void a_host_that_was_given_back_is_not_replaced() {
        Lease lease = anActiveLease(2, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(host.id(), h -> h.delete(Leaving.RELEASED, "by hand", now()));

        world.pass(Duration.ofMinutes(20));

        assertThat(hosts.everOfLease(lease.id())).hasSize(2);
    }

    private void breakOne(Lease lease) {
        List<Host> ready = hostsIn(lease, HostState.READY);
        hosts.change(ready.getFirst().id(), h -> h.delete(Leaving.BROKEN, "gpu: fell off the bus", now()));
    }

    private boolean isWhole(Lease lease, int count) {
        return hostsIn(lease, HostState.READY).size() == count;
    }

    private boolean waitsForMoney(Lease lease) {
        return leases.get(lease.id()).waitingFor().equals(Optional.of("BUDGET"));
    }

    private void budget(BigDecimal amount) {
        owner().sql("update team_budget set amount = :amount")
                .param("amount", amount)
                .update();
    }

    private BigDecimal reserved() {
        return owner().sql("select sum(greatest(reserved, booked)) from budget_reservation")
                .query(BigDecimal.class)
                .single();
    }
}
