package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StandstillTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final Round watching = new Round("watching", false);
    private final Round changing = new Round("changing", true);

    /** Work that comes round every fifth of a second and counts. */
    private static final class Round implements Recurring {

        private final String name;
        private final boolean changes;
        private final AtomicInteger runs = new AtomicInteger();

        private Round(String name, boolean changes) {
            this.name = name;
            this.changes = changes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(200);
        }

        @Override
        public boolean changesTheWorld() {
            return changes;
        }

        @Override
        public void run() {
            runs.incrementAndGet();
        }
    }

    @Test
    void nothing_is_changed_while_work_rests_and_what_was_due_is_done_when_it_goes_on() {
        var errand = ScriptedErrand.of(claim -> Outcome.done("gone"));
        try (Replica replica = new Replica(database, Replica.FAST, List.of(errand), List.of(watching, changing))) {
            replica.standStill("the database was restored");
            replica.started();
            replica.errands.start("scripted", "lease-1");
            int seen = watching.runs.get();
            Replica.await("it goes on watching", () -> watching.runs.get() > seen + 5);

            assertThat(errand.claims()).isEmpty();
            assertThat(changing.runs).hasValue(0);
            assertThat(replica.state("lease-1")).isEqualTo("OPEN");

            replica.standStill(null);
            replica.awaitState("lease-1", "DONE");
            Replica.await("what changes comes round again", () -> changing.runs.get() > 0);
            assertThat(errand.claims()).hasSize(1);
        }
    }
}
