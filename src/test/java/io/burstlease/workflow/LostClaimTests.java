package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LostClaimTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final Gate gate = new Gate();

    @BeforeEach
    void a_table_that_runs_write_to() {
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("create table effect (run text)").update();
        owner.sql("grant all on effect to " + TestDatabase.SERVICE).update();
    }

    @Test
    void the_second_claim_wins_and_the_first_writes_nothing() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            replica.errands.start("scripted", "host-1");
            Claim first = claim(replica);
            Claim second = claim(replica);

            assertThatThrownBy(() -> first.settle(() -> write(replica.jdbc, "first")))
                    .isInstanceOf(LostClaimException.class)
                    .hasMessage("claim 1 of scripted for host-1 is lost");
            second.settle(() -> write(replica.jdbc, "second"));

            assertThat(effects(replica)).containsExactly("second");
        }
    }

    @Test
    void a_settlement_that_fails_writes_nothing() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            replica.errands.start("scripted", "host-1");
            Claim claim = claim(replica);

            assertThatThrownBy(() -> claim.settle(() -> {
                        write(replica.jdbc, "half");
                        throw new IllegalStateException("then it broke");
                    }))
                    .hasMessage("then it broke");

            assertThat(effects(replica)).isEmpty();
        }
    }

    @Test
    void a_hung_run_is_abandoned_at_the_wall_and_may_not_write_when_it_comes_back() throws Exception {
        var afterwards = new Gate();
        var errand = new ScriptedErrand(
                "scripted",
                Duration.ofMillis(300),
                claim -> {
                    gate.passDeaf();
                    try {
                        claim.settle(() -> write(JdbcClient.create(database.service()), "zombie"));
                    } catch (LostClaimException e) {
                        afterwards.open();
                        throw e;
                    }
                    return Outcome.done("as if nothing had happened");
                },
                claim -> Outcome.wait(Duration.ofHours(1), "the second run has it"));
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            gate.awaitReached();
            Replica.await(
                    "the run is abandoned",
                    () -> "OVERRUN".equals(replica.row("host-1").get("last_outcome")));
            assertThat(replica.row("host-1")).containsEntry("failures", 1);
            Replica.await(
                    "a second run", () -> "WAIT".equals(replica.row("host-1").get("last_outcome")));
            gate.open();
            afterwards.pass();

            assertThat(effects(replica)).isEmpty();
            assertThat(replica.row("host-1")).containsEntry("last_reason", "the second run has it");
        }
    }

    @Test
    void a_run_cut_off_from_the_database_is_taken_over_and_its_late_result_refused() throws Exception {
        var held = ScriptedErrand.of(claim -> {
            gate.passDeaf();
            return Outcome.giveUp("the view of the dead");
        });
        var taken = ScriptedErrand.of(claim -> Outcome.wait(Duration.ofHours(1), "taken over"));
        try (Replica one = Replica.on(database, held).started();
                Replica other = Replica.on(database, taken)) {
            one.errands.start("scripted", "host-1");
            gate.awaitReached();
            one.cutOff();
            other.started();
            Replica.await(
                    "the other has it",
                    () -> "taken over".equals(other.row("host-1").get("last_reason")));
            one.reconnect();
            gate.open();
            Replica.await(
                    "the late result is refused",
                    () -> one.meters.find("burstlease.errand.lost").counter() != null);

            assertThat(other.row("host-1"))
                    .containsEntry("state", "OPEN")
                    .containsEntry("last_reason", "taken over")
                    .containsEntry("fence", 2L);
            assertThat(other.count("scheduled_tasks")).isEqualTo(1);
        }
    }

    @Test
    void by_default_the_work_of_a_dead_replica_rests_no_longer_than_thirty_seconds() {
        var defaults = new WorkflowSettings(
                true,
                "",
                32,
                Duration.ofMillis(200),
                Duration.ofSeconds(4),
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofDays(30));

        assertThat(defaults.longestRest()).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void a_replica_that_stops_hands_its_runs_on_without_counting_them_as_failed() throws Exception {
        var interrupted = ScriptedErrand.of(claim -> {
            gate.pass();
            return Outcome.done("never said");
        });
        var next = ScriptedErrand.of();
        try (Replica one = Replica.on(database, interrupted).started();
                Replica other = Replica.on(database, next)) {
            one.errands.start("scripted", "host-1");
            gate.awaitReached();
            one.stop();

            assertThat(one.row("host-1"))
                    .containsEntry("state", "OPEN")
                    .containsEntry("last_outcome", "STOPPED")
                    .containsEntry("failures", 0)
                    .containsEntry("claimed_by", null);
            other.started();
            other.awaitState("host-1", "DONE");
        }
    }

    private static Claim claim(Replica replica) {
        var table = new ErrandTable(replica.jdbc, replica.transactions);
        long fence = table.claim("scripted", "host-1", "somebody").orElseThrow();
        return new HeldClaim("scripted", "host-1", fence, table, replica.transactions);
    }

    private static void write(JdbcClient jdbc, String run) {
        jdbc.sql("insert into effect (run) values (:run)").param("run", run).update();
    }

    private static List<String> effects(Replica replica) {
        return replica.jdbc
                .sql("select run from effect")
                .query((row, n) -> row.getString(1))
                .list();
    }
}
