package io.burstlease.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.time.HandSetClock;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.LostClaimException;
import io.burstlease.workflow.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class HandDrivenErrandsTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcTransactionManager transactions = new JdbcTransactionManager(database.owner());
    private final JdbcClient jdbc = JdbcClient.create(database.owner());
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T00:00:00Z"));
    private final HandDrivenErrands errands = new HandDrivenErrands(clock, transactions);
    private final Launch launch = new Launch();

    @BeforeEach
    void a_table_of_effects() {
        jdbc.sql("create table written (thing text)").update();
        errands.knowing(launch);
    }

    @Test
    void steps_run_in_the_time_of_the_clock() {
        errands.startAt("launch", "l-1", clock.instant().plusSeconds(60));

        assertThat(errands.runDue(clock)).isZero();
        clock.set(errands.nextDue().orElseThrow());
        assertThat(errands.runDue(clock)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(errands.runDue(clock)).isEqualTo(1);

        assertThat(errands.nextDue()).isEmpty();
        assertThat(launch.sent).containsExactly("l-1");
        assertThat(written()).isEqualTo(1);
        assertThat(errands.history()).last().asString().contains("Done");
    }

    @Test
    void a_start_in_a_transaction_that_rolls_back_never_was() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            errands.start("launch", "l-1");
            status.setRollbackOnly();
        });

        assertThat(errands.runDue(clock)).isZero();
    }

    @Test
    void a_wake_ends_a_wait() {
        errands.start("launch", "l-1");
        errands.runDue(clock);
        errands.wake("launch", "l-1");

        assertThat(errands.runDue(clock)).isEqualTo(1);
        assertThat(errands.nextDue()).isEmpty();
    }

    @Test
    void a_claim_that_was_overtaken_writes_nothing() {
        errands.start("launch", "l-1");
        Claim zombie = errands.claim("launch", "l-1");
        errands.runDue(clock);

        assertThatThrownBy(() -> launch.run(zombie)).isInstanceOf(LostClaimException.class);
        assertThat(written()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_WORK, 2, 1", "BEFORE_COMMIT, 2, 1", "AFTER_COMMIT, 1, 1"})
    void a_run_that_dies_is_followed_by_another(Death death, int sent, int written) {
        errands.settlements().dieAt(1, death);
        errands.start("launch", "l-1");
        errands.runDue(clock);
        clock.advance(Duration.ofSeconds(5));
        errands.runDue(clock);

        assertThat(launch.sent).hasSize(sent);
        assertThat(written()).isEqualTo(written);
        assertThat(errands.failures()).isEmpty();
        assertThat(errands.open(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ONCE, 1", "TWICE, 1", "ZOMBIE_FIRST, 2", "ZOMBIE_LAST, 1"})
    void a_step_that_may_be_repeated_ends_the_same(Repeat repeat, int sent) {
        errands.repeat(repeat);
        errands.start("launch", "l-1");
        errands.runDue(clock);
        clock.advance(Duration.ofSeconds(5));
        errands.runDue(clock);

        assertThat(launch.sent).hasSize(sent);
        assertThat(written()).isEqualTo(1);
        assertThat(errands.open(1)).isEmpty();
    }

    @Test
    void a_failure_is_kept_and_tried_again_after_a_while() {
        errands.knowing(new Broken());
        errands.start("broken", "b-1");

        assertThat(errands.runDue(clock)).isEqualTo(1);
        assertThat(errands.failures()).singleElement().asString().contains("out of order");
        assertThat(errands.nextDue()).contains(clock.instant().plusSeconds(1));
    }

    private int written() {
        return jdbc.sql("select count(*) from written")
                .query((row, n) -> row.getInt(1))
                .single();
    }

    /** Sends once it sees that nothing was written, writes, waits, and is done. */
    private final class Launch implements Errand {

        final List<String> sent = new ArrayList<>();

        @Override
        public String name() {
            return "launch";
        }

        @Override
        public Outcome run(Claim claim) {
            if (written() > 0) {
                return claim.settle(() -> Outcome.done("known"));
            }
            sent.add(claim.thing());
            claim.settle(() -> {
                jdbc.sql("insert into written (thing) values (:thing)")
                        .param("thing", claim.thing())
                        .update();
            });
            return Outcome.wait(Duration.ofSeconds(5), "sent");
        }
    }

    private static final class Broken implements Errand {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Outcome run(Claim claim) {
            throw new IllegalStateException("out of order");
        }
    }
}
