package io.burstlease.burst;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Api;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.TestIssuer;
import io.burstlease.web.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BurstTests extends StageTest {

    private static final String NEED = """
            {"jobId": "job-1", "team": "vision", "project": "base", "gpus": 8, "gpuModel": "A100", "term": "PT2H",
             "longestWait": "PT1H", "grace": "PT10M"}""";

    private final AtomicInteger keys = new AtomicInteger();

    BurstTests(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void a_platform_with_a_standing_limit() {
        owner().sql("""
                        insert into team_platform (team_id, client) values ('vision', 'trainer');
                        update team set standing_burst_limit = 1500;
                        update team_budget set amount = 100000 where month = '2026-03-01';
                        """).update();
    }

    @Test
    void a_job_that_is_asked_for_many_times_at_once_gets_one_burst() throws Exception {
        List<Callable<Api.Answer>> asking = IntStream.range(0, 8)
                .<Callable<Api.Answer>>mapToObj(i -> () -> ask(NEED))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<String> ids = threads.invokeAll(asking).stream()
                    .map(BurstTests::id)
                    .distinct()
                    .toList();
            assertThat(ids).hasSize(1);
        }
        assertThat(count("select count(*) from lease")).isEqualTo(1);
        assertThat(count("select count(*) from lease where state = 'APPROVED'")).isEqualTo(1);
    }

    @Test
    void a_job_that_asks_for_something_else_is_refused_and_nothing_changes() {
        ask(NEED);
        for (String other : List.of(
                NEED.replace("PT2H", "PT3H"),
                NEED.replace("\"gpus\": 8", "\"gpus\": 16"),
                NEED.replace("\"gpuModel\": \"A100\"", "\"hostClass\": \"a100-8x\""),
                NEED.replace("PT10M", "PT1M"))) {
            Api.Answer answer = ask(other);
            assertThat(answer.status()).as(other).isEqualTo(409);
            assertThat(answer.reason()).isEqualTo("job-known");
        }
        assertThat(count("select count(*) from lease")).isEqualTo(1);
    }

    @Test
    void a_job_that_is_known_is_answered_although_it_could_not_be_asked_for_any_more() {
        String id = ask(NEED).json().path("id").asString();
        owner().sql("update host_class set enabled = false").update();

        assertThat(ask(NEED).json().path("id").asString()).isEqualTo(id);
    }

    @Test
    void a_platform_acts_for_its_own_teams_alone() {
        String mine = ask(NEED).json().path("id").asString();
        owner().sql("delete from team_platform").update();

        assertThat(ask(NEED.replace("job-1", "job-2")).reason()).isEqualTo("foreign-team");
        assertThat(ask(NEED).reason()).isEqualTo("foreign-team");
        assertThat(trainer().get("/v1/bursts/" + mine).reason()).isEqualTo("foreign-team");
        assertThat(trainer().delete("/v1/bursts/" + mine).reason()).isEqualTo("foreign-team");
        assertThat(count("select count(*) from lease where state = 'APPROVED'")).isEqualTo(1);
    }

    @Test
    void what_is_over_the_standing_limit_or_over_the_teams_hosts_or_budget_is_left_to_a_lead() {
        assertThat(state(ask(NEED.replace("PT2H", "PT20H")))).isEqualTo("REQUESTED");
        owner().sql("update team set max_hosts = 1").update();
        assertThat(state(ask(NEED.replace("job-1", "job-2")))).isEqualTo("APPROVED");
        assertThat(state(ask(NEED.replace("job-1", "job-3")))).isEqualTo("REQUESTED");
        owner().sql("update team set max_hosts = 10").update();
        owner().sql("update team_budget set amount = 1").update();
        assertThat(state(ask(NEED.replace("job-1", "job-4")))).isEqualTo("REQUESTED");
        assertThat(owner().sql("select reason from lease_event where event = 'left-to-lead' order by seq")
                        .query(String.class)
                        .list())
                .containsExactly("over the limit of 1500.0000 CNY", "over-team-hosts", "over-budget");
    }

    @Test
    void bursts_of_one_team_at_once_are_granted_as_far_as_its_budget_goes() throws Exception {
        // 272.2 an hour for 3 h 40 min: 998.06666667
        owner().sql("update team_budget set amount = 3500").update();
        List<Callable<Api.Answer>> asking = IntStream.range(0, 12)
                .<Callable<Api.Answer>>mapToObj(i -> () -> ask(NEED.replace("job-1", "job-at-once-" + i)))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            threads.invokeAll(asking).forEach(BurstTests::id);
        }
        assertThat(count("select count(*) from lease where state = 'APPROVED'")).isEqualTo(3);
        assertThat(count("select count(*) from lease where state = 'REQUESTED'"))
                .isEqualTo(9);
        assertThat(owner().sql("select sum(reserved) from budget_reservation")
                        .query(BigDecimal.class)
                        .single())
                .isLessThanOrEqualTo(new BigDecimal("3500"));
    }

    private Api trainer() {
        return Api.nobody(port).as(TestIssuer.token("trainer", Role.PLATFORM));
    }

    private Api.Answer ask(String need) {
        return trainer()
                .with("Idempotency-Key", "key-" + keys.incrementAndGet())
                .post("/v1/bursts", need);
    }

    private static String state(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("state").asString();
    }

    private static String id(Future<Api.Answer> asked) {
        try {
            Api.Answer answer = asked.get();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            return answer.json().path("id").asString();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private long count(String sql) {
        return owner().sql(sql).query(Long.class).single();
    }
}
