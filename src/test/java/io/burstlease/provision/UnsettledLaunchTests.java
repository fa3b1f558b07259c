package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.HostState;
import io.burstlease.host.Launch;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Purchases of which no reply tells what they bought. */
class UnsettledLaunchTests extends StageTest {

    private static final Duration PROOF = Duration.ofMinutes(40);

    UnsettledLaunchTests(Parts parts) {
        super(parts);
    }

    @Test
    void a_request_that_never_arrived_is_sent_again_with_the_same_token() {
        world.cloud.script(new Script.LoseRequest());
        Lease lease = anActiveLease(2, 2);

        assertThat(world.cloud.sends()).hasSize(2);
        assertThat(world.cloud.sends().getFirst()).isEqualTo(world.cloud.sends().getLast());
        assertThat(launches.ofLease(lease.id())).hasSize(1);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void a_mismatch_is_not_repeated_and_only_late_readings_allow_another_purchase() {
        world.cloud.script(new Script.Doubt("IdempotentParameterMismatch"));
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(16));

        assertThat(world.cloud.sends()).hasSize(1);
        assertThat(openAttempts()).isEqualTo(1);
        assertThat(world.until(PROOF, () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        assertThat(launches.ofLease(lease.id()))
                .extracting(Launch::state)
                .containsExactly(LaunchState.REFUSED, LaunchState.KNOWN);
        assertThat(readingsFrom(NOON.plus(Duration.ofMinutes(16)))).hasSize(2);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void a_refusal_after_a_lost_reply_is_no_proof_that_nothing_was_bought() {
        world.cloud.script(new Script.LoseReply(), new Script.Refuse(Family.MONEY, "InsufficientBalance"));
        Lease lease = anApprovedLease(2, 2);
        assertThat(world.until(PROOF, () -> stateOf(lease) == LeaseState.ACTIVE && openAttempts() == 0))
                .isTrue();

        assertThat(launches.ofLease(lease.id())).extracting(Launch::state).containsExactly(LaunchState.KNOWN);
        assertThat(settlements()).containsExactly("ADOPTED");
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void hosts_of_a_lost_reply_are_taken_in_by_the_reading_that_first_shows_them() {
        world.cloud.script(new Script.LoseReply(), new Script.Doubt("IdempotentParameterMismatch"));
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofSeconds(20));

        assertThat(hosts.ofLease(lease.id())).allMatch(host -> host.instanceId().isPresent());
        assertThat(openAttempts()).isEqualTo(1);
        assertThat(world.until(PROOF, () -> openAttempts() == 0)).isTrue();
        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void what_a_forgotten_token_bought_twice_is_released_at_once() {
        world.cloud.latency(Duration.ofMinutes(3));
        world.cloud.script(new Script.LoseReplyAndForget());
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(5));

        assertThat(world.cloud.everBought()).isEqualTo(4);
        assertThat(world.cloud.alive()).hasSize(2);
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        assertThat(hostsIn(lease, HostState.READY)).hasSize(2);
        assertThat(world.until(
                        Duration.ofMinutes(30), () -> hosts.ofLease(lease.id()).size() == 2))
                .isTrue();
    }

    @Test
    void an_empty_list_of_a_cloud_that_does_not_let_itself_be_seen_settles_nothing() {
        world.cloud.script(new Script.Doubt("IdempotentParameterMismatch"));
        world.cloud.blind(true, false);
        anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(40));

        assertThat(openAttempts()).isEqualTo(1);
        assertThat(world.cloud.everBought()).isZero();
    }

    @Test
    void an_empty_list_of_an_account_that_is_not_ours_settles_nothing() {
        world.cloud.script(new Script.LoseReply(), new Script.Doubt("IdempotentParameterMismatch"));
        world.cloud.foreign(true);
        anApprovedLease(2, 2);
        world.pass(Duration.ofMinutes(40));

        assertThat(openAttempts()).isEqualTo(1);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void a_code_nobody_has_met_is_asked_again_with_the_same_token() {
        world.cloud.script(new Script.Doubt("Unheard.Of"), new Script.Doubt("Unheard.Of"));
        Lease lease = anApprovedLease(2, 2);
        world.pass(Duration.ofSeconds(30));

        assertThat(world.cloud.everBought()).isEqualTo(2);
        assertThat(world.cloud.sends()).hasSize(3);
        assertThat(world.until(PROOF, () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
    }

    @Test
    void a_purchase_that_was_held_up_after_its_record_is_not_sent_then() {
        world.errands.settlements().after(LaunchHosts.NAME, () -> world.clock.advance(Duration.ofMinutes(2)));
        anActiveLease(2, 2);

        assertThat(answers()).containsExactly("SDK.HeldUp", null);
        assertThat(world.cloud.sends()).hasSize(1);
        assertThat(world.cloud.everBought()).isEqualTo(2);
    }

    @Test
    void a_release_time_that_is_missing_when_a_reading_first_shows_the_host_is_set_again() {
        world.cloud.script(new Script.LoseReply(), new Script.Doubt("IdempotentParameterMismatch"));
        Lease lease = anApprovedLease(1, 1);
        world.errands.runDue(world.clock);
        String instance = world.cloud.alive().iterator().next();
        world.cloud.tamper(instance, null);
        world.pass(Duration.ofSeconds(30));

        assertThat(hosts.ofLease(lease.id()))
                .singleElement()
                .satisfies(host -> assertThat(host.wantedReleaseAt()).isPresent());
        assertThat(world.cloud.live())
                .singleElement()
                .satisfies(there -> assertThat(there.releaseAt())
                        .isAfterOrEqualTo(leases.get(lease.id()).end().plus(GRACE)));
    }

    private List<String> answers() {
        return owner().sql("select code from launch_send order by id")
                .query((row, number) -> row.getString("code"))
                .list();
    }

    private List<Instant> readingsFrom(Instant at) {
        return owner()
                .sql("select begun_at from launch_reading order by id")
                .query((row, number) ->
                        row.getObject("begun_at", OffsetDateTime.class).toInstant())
                .list()
                .stream()
                .filter(begun -> !begun.isBefore(at))
                .toList();
    }

    private List<String> settlements() {
        return owner().sql("select settled_as from launch_attempt order by frozen_at")
                .query((row, number) -> row.getString("settled_as"))
                .list();
    }
}
