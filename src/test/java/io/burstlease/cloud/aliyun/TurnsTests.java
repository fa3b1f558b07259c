package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.aliyun.Turns.Turn;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread that is taken, and room for three calls that wait for it. */
@Timeout(60)
class TurnsTests {

    private static final Answer DONE = new Answer.Nothing("done", "made");

    private final Turns turns = new Turns(1, 3);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final List<String> made = new CopyOnWriteArrayList<>();

    @BeforeEach
    void theThreadIsTaken() throws InterruptedException {
        turns.take(Urgency.READ, () -> {
            begun.countDown();
            go.await();
            return DONE;
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        turns.close();
    }

    private Turn wait(Urgency urgency, String name) {
        return turns.take(urgency, () -> {
            made.add(name);
            return DONE;
        });
    }

    @Test
    void what_gives_back_goes_before_what_keeps_what_buys_and_what_looks() throws Exception {
        assertThat(List.of(
                        Urgency.of("RunInstances"),
                        Urgency.of("DeleteInstances"),
                        Urgency.of("DescribeInstances"),
                        Urgency.of("ModifyInstanceAutoReleaseTime")))
                .containsExactly(Urgency.CREATE, Urgency.RELEASE, Urgency.READ, Urgency.RENEW);
        List<Turn> waiting =
                List.of(wait(Urgency.CREATE, "buy"), wait(Urgency.RELEASE, "give back"), wait(Urgency.RENEW, "keep"));
        go.countDown();
        for (Turn turn : waiting) {
            assertThat(turn.get()).isEqualTo(DONE);
        }
        assertThat(made).containsExactly("give back", "keep", "buy");
    }

    @Test
    void equals_go_in_order_of_their_coming() throws Exception {
        List<Turn> waiting = List.of(wait(Urgency.READ, "1"), wait(Urgency.READ, "2"), wait(Urgency.READ, "3"));
        go.countDown();
        for (Turn turn : waiting) {
            turn.get();
        }
        assertThat(made).containsExactly("1", "2", "3");
    }

    @Test
    void a_full_queue_gives_a_readers_place_to_a_release_and_to_no_other_reader() throws Exception {
        wait(Urgency.READ, "1");
        wait(Urgency.READ, "2");
        Turn last = wait(Urgency.READ, "3");
        Turn tooMany = wait(Urgency.READ, "4");
        assertThat(tooMany.get())
                .isInstanceOfSatisfying(
                        Answer.Nothing.class, none -> assertThat(none.code()).isEqualTo("SDK.Saturated"));

        Turn release = wait(Urgency.RELEASE, "give back");

        assertThat(last.get())
                .isInstanceOfSatisfying(
                        Answer.Nothing.class, none -> assertThat(none.code()).isEqualTo("SDK.Saturated"));
        assertThat(turns.waiting()).isEqualTo(3);
        go.countDown();
        assertThat(release.get()).isEqualTo(DONE);
        assertThat(made).first().isEqualTo("give back");
    }
}
