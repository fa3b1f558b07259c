package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.Poll;
import io.burstlease.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RoundsTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void the_sweep_schedules_an_open_errand_whose_task_is_lost() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            replica.errands.start("scripted", "host-1");
            owner.sql("delete from scheduled_tasks").update();
            replica.started();
            replica.awaitState("host-1", "DONE");

            assertThat(replica.meters
                            .get("burstlease.errand.mended")
                            .tag("fault", "lost")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_sweep_takes_an_errand_from_a_run_that_should_have_ended_even_if_its_replica_sends_heartbeats() {
        var errand = ScriptedErrand.of(claim -> Outcome.wait(Duration.ofHours(1), "runs again"));
        try (Replica replica = Replica.on(database, errand)) {
            replica.errands.start("scripted", "host-1");
            owner.sql("""
                            update errand
                               set fence = 1,
                                   claimed_by = 'hung',
                                   claimed_at = now() - interval '1 minute' - interval '31 seconds'
                            """).update();
            owner.sql("""
                            update scheduled_tasks
                               set picked = true,
                                   picked_by = 'hung',
                                   last_heartbeat = now() + interval '1 hour'
                            """).update();
            replica.started();
            Replica.await(
                    "it runs again",
                    () -> "runs again".equals(replica.row("host-1").get("last_reason")));

            assertThat(errand.claims()).extracting(Claim::fence).containsExactly(3L);
        }
    }

    @Test
    void the_sweep_leaves_alone_what_is_at_work_within_its_wall() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            replica.errands.start("scripted", "host-1");
            owner.sql("update errand set claimed_by = 'slow', claimed_at = now() - interval '1 minute'")
                    .update();
            int freed = new Timetable(owner)
                    .freeStuck(
                            "scripted",
                            Duration.ofMinutes(1).plus(Rounds.MARGIN),
                            Clock.systemUTC().instant());

            assertThat(freed).isZero();
        }
    }

    @Test
    void a_replica_whose_clock_is_off_takes_no_work_until_it_is_right_again() {
        var runs = new AtomicInteger();
        try (Replica wrong = new Replica(
                database, Replica.FAST, List.of(ScriptedErrand.of()), List.of(new Pulse(runs::incrementAndGet)))) {
            wrong.wrongClock(true);
            wrong.errands.start("scripted", "host-1");
            wrong.started();
            try (Replica right = Replica.on(database, ScriptedErrand.of()).started()) {
                right.awaitState("host-1", "DONE");
            }
            assertThat(runs).hasValue(0);
            assertThat(wrong.row("host-1").get("fence")).isEqualTo(1L);

            wrong.wrongClock(false);
            Replica.await("it takes work again", () -> runs.get() > 0);
            wrong.wrongClock(true);
            Replica.await("it rests", () -> rests(runs));
        }
    }

    /** Nothing ran in ten times the pause between two runs. */
    private static boolean rests(AtomicInteger runs) {
        int before = runs.get();
        return !Poll.atMost(Duration.ofMillis(500), () -> runs.get() > before);
    }

    @Test
    void finished_errands_are_kept_for_a_while_and_given_up_ones_for_good() {
        try (Replica replica = Replica.on(database, ScriptedErrand.of())) {
            for (String thing : List.of("old", "young", "given-up")) {
                replica.errands.start("scripted", thing);
            }
            owner.sql("delete from scheduled_tasks").update();
            owner.sql("update errand set state = 'DONE', due_at = now() - interval '25 hours' where thing = 'old'")
                    .update();
            owner.sql("update errand set state = 'DONE', due_at = now() - interval '23 hours' where thing = 'young'")
                    .update();
            owner.sql(
                            "update errand set state = 'GIVEN_UP', due_at = now() - interval '1 year' where thing = 'given-up'")
                    .update();
            replica.started();
            Replica.await("the old one is forgotten", () -> replica.count("errand") == 2);

            assertThat(replica.state("young")).isEqualTo("DONE");
            assertThat(replica.errands.open(10))
                    .singleElement()
                    .extracting(ErrandView::thing)
                    .isEqualTo("given-up");
            Replica.await(
                    "the given-up one is counted",
                    () -> replica.meters
                                    .find("burstlease.errands")
                                    .tags("state", "given_up")
                                    .gauge()
                            != null);
        }
    }

    @Test
    void recurring_work_is_run_by_one_replica_at_a_time_and_survives_its_failures() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var runs = new AtomicInteger();
        var work = new Pulse(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            int run = runs.incrementAndGet();
            now.decrementAndGet();
            if (run == 2) {
                throw new IllegalStateException("one bad day");
            }
        });
        try (Replica one = new Replica(database, Replica.FAST, List.of(), List.of(work)).started();
                Replica other = new Replica(database, Replica.FAST, List.of(), List.of(work)).started()) {
            Replica.await("it comes round", () -> runs.get() >= 6);

            assertThat(most).hasValue(1);
            assertThat(one.count("scheduled_tasks")).isEqualTo(1);
            assertThat(other.count("errand")).isZero();
        }
    }

    @Test
    void two_kinds_of_work_with_one_name_are_refused_at_start() {
        assertThatThrownBy(() -> Replica.on(database, ScriptedErrand.of(), ScriptedErrand.of()))
                .hasMessageContaining("scripted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into errand (name, thing, state, due_at) values ('Launch', 't', 'OPEN', now())",
                "insert into errand (name, thing, state, due_at) values ('launch', '', 'OPEN', now())",
                "insert into errand (name, thing, state, due_at) values ('launch', 't', 'RUNNING', now())",
                "insert into errand (name, thing, state, due_at, fence) values ('launch', 't', 'OPEN', now(), -1)",
                "insert into errand (name, thing, state, due_at, failures) values ('launch', 't', 'OPEN', now(), -1)",
                "insert into errand (name, thing, state, due_at, last_outcome) values ('a', 't', 'OPEN', now(), 'X')",
                "insert into errand (name, thing, state, due_at, claimed_at) values ('a', 't', 'OPEN', now(), now())",
                "insert into errand (name, thing, state, due_at, claimed_at, claimed_by) "
                        + "values ('launch', 't', 'DONE', now(), now(), 'me')",
                "insert into errand_wake (name, thing) values ('launch', 'never started')"
            })
    void the_schema_refuses_what_no_errand_can_be(String statement) {
        JdbcClient service = JdbcClient.create(database.service());

        assertThatThrownBy(() -> service.sql(statement).update()).rootCause().hasMessageContaining("violates");
    }

    private record Pulse(Runnable beat) implements Recurring {

        @Override
        public String name() {
            return "pulse";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(50);
        }

        @Override
        public void run() {
            beat.run();
        }
    }
}
