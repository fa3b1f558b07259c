package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Api;
import io.burstlease.testing.Poll;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTests extends HttpTest {

    private static final String KEY = "Idempotency-Key";
    private static final String ORDER = "{\"team\": \"vision\", \"hosts\": 2, \"kind\": \"TRAINING\"}";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final IdempotencyKeys keys;

    IdempotencyTests(TestDatabase database, HandSetClock clock, IdempotencyKeys keys) {
        super(database, clock);
        this.keys = keys;
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_and_one_effect() {
        Api mia = member().with(KEY, "k1");

        Api.Answer first = mia.post("/v1/probe/orders", ORDER);
        Api.Answer again = mia.post("/v1/probe/orders", ORDER);

        assertThat(first).returns(201, Api.Answer::status);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again).returns(201, Api.Answer::status).returns(first.body(), Api.Answer::body);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        for (String header : new String[] {"Location", "ETag", "Content-Type"}) {
            assertThat(again.header(header)).as(header).isNotNull().isEqualTo(first.header(header));
        }
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        Api mia = member().with(KEY, "k1");
        mia.post("/v1/probe/orders", ORDER);

        assertThat(mia.post("/v1/probe/orders", ORDER.replace("2", "3")))
                .returns(422, Api.Answer::status)
                .returns("idempotency-key-reused", Api.Answer::reason);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void the_same_key_for_another_person_is_refused() {
        Api machine = platform().with(KEY, "k1");
        machine.with("On-Behalf-Of", "mia").post("/v1/probe/orders", ORDER);

        assertThat(machine.with("On-Behalf-Of", "max").post("/v1/probe/orders", ORDER))
                .returns(422, Api.Answer::status);
    }

    @Test
    void keys_of_two_callers_have_nothing_to_do_with_each_other() {
        member().with(KEY, "k1").post("/v1/probe/orders", ORDER);
        Api.Answer other = nobody().as(TestIssuer.token("max", Role.MEMBER))
                .with(KEY, "k1")
                .post("/v1/probe/orders", ORDER);

        assertThat(other).returns(201, Api.Answer::status);
        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void the_second_of_two_at_once_waits_and_gets_the_first_ones_answer() {
        String gated = ORDER.replace("vision", "gated");
        CountDownLatch gate = new CountDownLatch(1);
        Probe.GATE.set(gate);
        Api mia = member().with(KEY, "k1");

        CompletableFuture<Api.Answer> one = CompletableFuture.supplyAsync(() -> mia.post("/v1/probe/orders", gated));
        Poll.until("the first is at work", SOON, () -> waitingIn("idle in transaction", "insert into probe") == 1);
        CompletableFuture<Api.Answer> two = CompletableFuture.supplyAsync(() -> mia.post("/v1/probe/orders", gated));
        Poll.until("the second waits", SOON, () -> waitingIn("active", "insert into idempotency_key") == 1);
        assertThat(two).isNotDone();
        gate.countDown();

        assertThat(one.join()).returns(201, Api.Answer::status);
        assertThat(two.join())
                .returns(201, Api.Answer::status)
                .returns(one.join().body(), Api.Answer::body);
        assertThat(two.join().header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/probe/refused", "/v1/probe/answered-with-an-error"})
    void an_error_takes_its_effect_back_and_is_not_kept(String path) {
        Api mia = member().with(KEY, "k1");

        for (int attempt = 0; attempt < 2; attempt++) {
            Api.Answer answer = mia.post(path, ORDER);
            assertThat(answer).returns(409, Api.Answer::status);
            assertThat(answer.header("Idempotent-Replayed")).isNull();
        }
        assertThat(effects()).isZero();
        assertThat(kept()).isZero();
    }

    @Test
    void a_failure_to_commit_is_no_success() {
        Api.Answer answer = member().with(KEY, "k1").post("/v1/probe/fails-at-commit", "{}");

        assertThat(answer).returns(500, Api.Answer::status).returns("internal", Api.Answer::reason);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.header("X-Request-Id")).isNotNull();
        assertThat(kept()).isZero();
    }

    @Test
    void without_a_key_a_person_gets_an_effect_each_time() {
        member().post("/v1/probe/orders", ORDER);
        member().post("/v1/probe/orders", ORDER);

        assertThat(effects()).isEqualTo(2);
        assertThat(kept()).isZero();
    }

    @Test
    void without_a_key_an_error_takes_its_effect_back_too() {
        assertThat(member().post("/v1/probe/refused", ORDER)).returns(409, Api.Answer::status);
        assertThat(effects()).isZero();
    }

    @Test
    void a_machine_must_send_a_key() {
        assertThat(platform().post("/v1/probe/orders", ORDER))
                .returns(400, Api.Answer::status)
                .returns("idempotency-key-required", Api.Answer::reason);
        assertThat(effects()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "", "zwölf", "long-"})
    void a_key_is_up_to_128_visible_characters(String key) {
        String stated = key.equals("long-") ? key.repeat(26) : key;

        assertThat(member().with(KEY, stated).post("/v1/probe/orders", ORDER))
                .returns(400, Api.Answer::status)
                .returns("[Idempotency-Key pattern]", answer -> answer.faults().toString());
    }

    @Test
    void a_replay_comes_before_the_check_of_what_was_read() {
        Api mia = member().with(KEY, "k1");
        assertThat(mia.with("If-Match", "\"7\"").post("/v1/probe/versioned", "{}"))
                .returns(200, Api.Answer::status);

        Api.Answer again = mia.with("If-Match", "\"6\"").post("/v1/probe/versioned", "{}");

        assertThat(again).returns(200, Api.Answer::status);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void a_caller_without_the_role_gets_no_replay() {
        member().with(KEY, "k1").post("/v1/probe/orders", ORDER);

        assertThat(nobody().as(TestIssuer.token("mia", Role.FINANCE))
                        .with(KEY, "k1")
                        .post("/v1/probe/orders", ORDER))
                .returns(403, Api.Answer::status);
    }

    @Test
    void a_change_is_refused_without_if_match_and_with_a_stale_one() {
        assertThat(member().post("/v1/probe/versioned", "{}"))
                .returns(428, Api.Answer::status)
                .returns("precondition-required", Api.Answer::reason);
        assertThat(member().with("If-Match", "\"6\"").post("/v1/probe/versioned", "{}"))
                .returns(412, Api.Answer::status)
                .returns("stale", Api.Answer::reason);
        assertThat(member().with("If-Match", "W/\"7\"").post("/v1/probe/versioned", "{}"))
                .returns(412, Api.Answer::status);
        assertThat(effects()).isZero();
        assertThat(member().with("If-Match", "*").post("/v1/probe/versioned", "{}"))
                .returns(200, Api.Answer::status);
        assertThat(member().with("If-Match", "\"5\", \"7\"").post("/v1/probe/versioned", "{}"))
                .returns(200, Api.Answer::status);
    }

    @Test
    void a_post_is_one_transaction_and_a_delete_is_not_put_into_one() {
        assertThat(member().post("/v1/probe/transaction", "{}")
                        .json()
                        .path("open")
                        .asBoolean())
                .isTrue();
        assertThat(member().delete("/v1/probe/orders/1").json().path("open").asBoolean())
                .isFalse();
    }

    @Test
    void an_answer_is_kept_for_three_days_and_then_forgotten() {
        member().with(KEY, "young").post("/v1/probe/orders", ORDER);
        member().with(KEY, "old").post("/v1/probe/orders", ORDER);
        owner().sql("""
                update idempotency_key
                set created_at = clock_timestamp() - case key when 'old' then interval '73 hours' else interval '71 hours' end
                """).update();

        assertThat(keys.forget()).isEqualTo(1);

        assertThat(owner().sql("select key from idempotency_key")
                        .query(String.class)
                        .list())
                .containsExactly("young");
    }

    private long kept() {
        return owner().sql("select count(*) from idempotency_key")
                .query(Long.class)
                .single();
    }

    private long waitingIn(String state, String statement) {
        return owner().sql("""
                select count(*)
                from pg_stat_activity
                where datname = current_database() and state = :state and query like :statement
                """)
                .param("state", state)
                .param("statement", statement + "%")
                .query(Long.class)
                .single();
    }
}
