package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ErrandOutcomeTests {

    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void a_start_in_a_rolled_back_transaction_leaves_nothing() {
        var errand = ScriptedErrand.of();
        try (Replica replica = Replica.on(database, errand)) {
            replica.transactions.executeWithoutResult(status -> {
                replica.errands.start("scripted", "lease-1");
                assertThat(replica.count("errand")).isEqualTo(1);
                assertThat(replica.count("scheduled_tasks")).isEqualTo(1);
                status.setRollbackOnly();
            });

            assertThat(replica.count("errand")).isZero();
            assertThat(replica.count("scheduled_tasks")).isZero();
        }
    }

    @Test
    void what_is_started_runs_and_when_done_is_no_longer_scheduled() {
        var errand = ScriptedErrand.of(claim -> Outcome.next(), claim -> Outcome.done("host is there"));
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            replica.awaitState("lease-1", "DONE");

            assertThat(errand.claims()).extracting(Claim::thing).containsExactly("lease-1", "lease-1");
            assertThat(errand.claims()).extracting(Claim::fence).containsExactly(1L, 2L);
            assertThat(replica.row("lease-1"))
                    .containsEntry("last_outcome", "DONE")
                    .containsEntry("last_reason", "host is there")
                    .containsEntry("claimed_by", null);
            assertThat(replica.count("scheduled_tasks")).isZero();
            assertThat(replica.errands.open(10)).isEmpty();
            assertThat(replica.meters
                            .get("burstlease.errand.runs")
                            .tags("errand", "scripted", "outcome", "done")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(replica.meters.get("burstlease.errand.lag").timer().count())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_wait_is_kept_with_its_reason_until_it_is_over_or_woken() {
        var errand = ScriptedErrand.of(
                claim -> Outcome.wait(Duration.ofMillis(300), "boot"),
                claim -> Outcome.wait(Duration.ofHours(1), "end of term"));
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            Replica.await("the second wait", () -> "end of term".equals(reason(replica)));

            assertThat(replica.errands.open(10)).singleElement().satisfies(view -> {
                assertThat(view.lastOutcome()).isEqualTo("WAIT");
                assertThat(view.state()).isEqualTo("OPEN");
                assertThat(view.attempts()).isEqualTo(2);
                assertThat(view.claimedBy()).isNull();
            });
            assertThat(errand.runs()).isEqualTo(2);

            replica.errands.wake("scripted", "lease-1");
            replica.awaitState("lease-1", "DONE");
            assertThat(replica.count("errand_wake")).isZero();
        }
    }

    @Test
    void giving_up_is_kept_for_people_to_look_at() {
        var errand = ScriptedErrand.of(claim -> Outcome.giveUp("no offer is left"));
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            replica.awaitState("lease-1", "GIVEN_UP");

            assertThat(replica.errands.open(10)).singleElement().satisfies(view -> {
                assertThat(view.state()).isEqualTo("GIVEN_UP");
                assertThat(view.lastReason()).isEqualTo("no offer is left");
            });
            assertThat(replica.count("scheduled_tasks")).isZero();
        }
    }

    @Test
    void a_failing_run_is_tried_again_later_with_its_reason_kept() {
        var errand = ScriptedErrand.of(claim -> {
            throw new IllegalStateException("the cloud said 503");
        });
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            Replica.await(
                    "the failure", () -> Objects.equals(replica.row("lease-1").get("failures"), 1));

            assertThat(String.valueOf(reason(replica))).contains("the cloud said 503");
            assertThat(replica.errands.open(10)).singleElement().satisfies(view -> {
                assertThat(view.lastOutcome()).isEqualTo("FAILED");
                assertThat(view.failures()).isEqualTo(1);
            });
            replica.awaitState("lease-1", "DONE");
            assertThat(replica.row("lease-1")).containsEntry("failures", 0);
            assertThat(replica.meters
                            .get("burstlease.errand.runs")
                            .tags("outcome", "failed")
                            .timer()
                            .totalTime(TimeUnit.NANOSECONDS))
                    .isPositive();
        }
    }

    @Test
    void starting_what_is_done_opens_it_again_and_its_fence_goes_on() {
        var errand = ScriptedErrand.of();
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            replica.awaitState("lease-1", "DONE");
            replica.errands.start("scripted", "lease-1");
            Replica.await("a second run", () -> errand.runs() == 2);
            replica.awaitState("lease-1", "DONE");

            assertThat(errand.claims().getLast().fence()).isEqualTo(2);
        }
    }

    @Test
    void waking_what_is_done_or_was_never_started_does_nothing() {
        var errand = ScriptedErrand.of();
        try (Replica replica = Replica.on(database, errand).started()) {
            replica.errands.start("scripted", "lease-1");
            replica.awaitState("lease-1", "DONE");
            replica.errands.wake("scripted", "lease-1");
            replica.errands.wake("scripted", "lease-2");

            assertThat(replica.count("errand_wake")).isZero();
            assertThat(replica.count("errand")).isEqualTo(1);
        }
    }

    @Test
    void what_starts_later_does_not_run_before() {
        var errand = ScriptedErrand.of();
        try (Replica replica = Replica.on(database, errand).started()) {
            var later = Clock.systemUTC().instant().plusMillis(700);
            replica.errands.startAt("scripted", "lease-1", later);
            replica.awaitState("lease-1", "DONE");

            assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(later);
        }
    }

    @Test
    void an_errand_nobody_knows_is_refused_at_once() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            assertThatThrownBy(() -> replica.errands.start("scirpted", "lease-1"))
                    .hasMessageContaining("scirpted");
        }
    }

    private static Object reason(Replica replica) {
        return String.valueOf(replica.row("lease-1").get("last_reason"));
    }
}
