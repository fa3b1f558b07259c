package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.HostState;
import io.burstlease.host.Launch;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator stops and resumes buying. */
class PauseTests extends StageTest {

    private static final Caller OPERATOR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);

    private final Purchases purchases;

    PauseTests(Parts parts, Purchases purchases) {
        super(parts);
        this.purchases = purchases;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "TEAM/vision", "CLASS/a100-8x"})
    void what_is_paused_is_not_bought_until_it_is_resumed(String scope) {
        purchases.pause(OPERATOR, scope, "prices are wrong");
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.cloud.sends()).isEmpty();
        assertThat(launches.ofLease(lease.id())).isEmpty();
        assertThat(leases.get(lease.id()).waitingFor()).contains("PAUSED");

        purchases.resume(OPERATOR, scope, "mended");
        world.errands.runDue(world.clock);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEAM/other", "CLASS/h100-8x"})
    void a_pause_of_others_stops_nobody_else(String scope) {
        owner().sql("""
                        insert into team (id, name, max_hosts, max_term_days) values ('other', 'Other', 10, 90);
                        insert into host_class (id, name, gpus, gpu_model, image_id, system_disk_gib, data_disk_gib,
                            disk_category, disk_performance_level)
                        values ('h100-8x', 'Eight H100', 8, 'H100', 'gpu', 100, 1000, 'cloud_essd', 'PL1')
                        """).update();
        purchases.pause(OPERATOR, scope, "prices are wrong");
        anActiveLease(1, 1);
    }

    @Test
    void a_purchase_that_is_recorded_but_not_sent_is_dropped() {
        world.errands
                .settlements()
                .before(LaunchHosts.NAME, () -> purchases.pause(OPERATOR, "ALL", "prices are wrong"));
        Lease lease = anApprovedLease(2, 2);
        world.errands.runDue(world.clock);

        assertThat(world.cloud.sends()).isEmpty();
        assertThat(launches.ofLease(lease.id()))
                .extracting(launch -> launch.refusalCode().orElse(""))
                .containsExactly("not-sent");
        assertThat(hostsIn(lease, HostState.PLANNED)).hasSize(2);
        purchases.resume(OPERATOR, "ALL", "mended");
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void a_purchase_without_an_answer_is_not_sent_again_while_it_is_paused_and_settled_by_readings() {
        world.cloud.script(new Script.LoseReply());
        world.errands.settlements().after(LaunchHosts.NAME, () -> purchases.pause(OPERATOR, "ALL", "prices are wrong"));
        Lease lease = anApprovedLease(2, 2);
        world.errands.runDue(world.clock);
        assertThat(openAttempts()).isEqualTo(1);

        assertThat(world.until(Duration.ofMinutes(30), () -> openAttempts() == 0))
                .isTrue();
        assertThat(world.cloud.sends()).hasSize(1);
        assertThat(launches.ofLease(lease.id())).extracting(Launch::bought).containsExactly(Optional.of(2));
    }
}
