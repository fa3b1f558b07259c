package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErrandWakeTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final Gate gate = new Gate();

    @Test
    void a_wake_during_a_run_that_then_waits_leads_to_another_run() throws Exception {
        var errand = ScriptedErrand.of(claim -> {
            gate.pass();
            return Outcome.wait(Duration.ofHours(1), "saw nothing yet");
        });
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            gate.awaitReached();
            replica.errands.wake("scripted", "host-1");
            gate.open();
            replica.awaitState("host-1", "DONE");

            assertThat(errand.runs()).isEqualTo(2);
        }
    }

    @Test
    void a_wake_or_start_during_a_run_that_then_is_done_leads_to_another_run() throws Exception {
        var errand = ScriptedErrand.of(claim -> {
            gate.pass();
            return Outcome.done("as far as I saw");
        });
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            gate.awaitReached();
            replica.errands.start("scripted", "host-1");
            gate.open();
            Replica.await("a second run", () -> errand.runs() == 2);
            replica.awaitState("host-1", "DONE");

            assertThat(replica.row("host-1")).containsEntry("last_reason", "nothing left");
        }
    }

    @Test
    void a_start_that_commits_after_the_errand_closed_opens_it_again() throws Exception {
        var errand = ScriptedErrand.of(claim -> {
            gate.pass();
            return Outcome.giveUp("too early to see the start");
        });
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            gate.awaitReached();
            replica.transactions.executeWithoutResult(status -> {
                replica.errands.start("scripted", "host-1");
                gate.open();
                Replica.await(
                        "closed meanwhile", () -> seenFromOutside("host-1").equals("GIVEN_UP"));
            });
            replica.awaitState("host-1", "DONE");

            assertThat(errand.runs()).isEqualTo(2);
        }
    }

    @Test
    void one_wake_leads_to_one_run() {
        var errand = ScriptedErrand.of(
                claim -> Outcome.wait(Duration.ofHours(1), "one"),
                claim -> Outcome.wait(Duration.ofHours(1), "two"),
                claim -> Outcome.wait(Duration.ofHours(1), "three"));
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            Replica.await("it waits", () -> "one".equals(replica.row("host-1").get("last_reason")));
            replica.errands.wake("scripted", "host-1");
            Replica.await(
                    "it waits again", () -> "two".equals(replica.row("host-1").get("last_reason")));

            assertThat(replica.count("errand_wake")).isZero();
            assertThat(errand.runs()).isEqualTo(2);
        }
    }

    @Test
    void waking_does_not_wait_for_a_run_that_settles() throws Exception {
        var errand = ScriptedErrand.of(claim -> {
            claim.settle(gate::passDeaf);
            return Outcome.wait(Duration.ofHours(1), "settled");
        });
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "host-1");
            gate.awaitReached();
            CompletableFuture.runAsync(() -> replica.errands.start("scripted", "host-1"))
                    .get(10, TimeUnit.SECONDS);
            CompletableFuture.runAsync(() -> replica.errands.wake("scripted", "host-1"))
                    .get(10, TimeUnit.SECONDS);
            assertThat(replica.row("host-1").get("claimed_by")).isNotNull();
            gate.open();
            replica.awaitState("host-1", "DONE");

            assertThat(errand.runs()).isEqualTo(2);
        }
    }

    @Test
    void an_errand_that_starts_another_in_its_settlement_starts_it_once() {
        var second = new ScriptedErrand("second", Duration.ofMinutes(1));
        var replicaHolder = new CompletableFuture<Replica>();
        var first = ScriptedErrand.of(claim -> {
            claim.settle(() -> replicaHolder.join().errands.start("second", "host-1"));
            return Outcome.done("handed on");
        });
        try (Replica replica = Replica.on(database, first, second).started()) {
            replicaHolder.complete(replica);
            replica.errands.start("scripted", "lease-1");
            replica.awaitState("lease-1", "DONE");
            replica.awaitState("host-1", "DONE");

            assertThat(second.runs()).isEqualTo(1);
        }
    }

    private String seenFromOutside(String thing) {
        return JdbcClient.create(database.owner())
                .sql("select state from errand where thing = :thing")
                .param("thing", thing)
                .query((row, n) -> row.getString(1))
                .single();
    }
}
