package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.TestDatabase;
import io.burstlease.time.HandSetClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two copies of the service take from one budget. */
class SharedApiBudgetTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String BUY = "RunInstances";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final BudgetSettings SETTINGS = settings(Duration.ZERO);

    private final HandSetClock clock = new HandSetClock(NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApiBudget one = copy(SETTINGS, clock);
    private final ApiBudget other = copy(SETTINGS, clock);

    private static BudgetSettings settings(Duration longestWait) {
        return new BudgetSettings(300, Map.of(), longestWait);
    }

    private ApiBudget copy(BudgetSettings settings, Clock at) {
        return new SharedApiBudget(DATABASE.service(), settings, registry, at);
    }

    @BeforeEach
    void nothingSpent() {
        JdbcClient.create(DATABASE.owner()).sql("truncate api_budget").update();
    }

    @Test
    void what_one_copy_took_another_does_not_have() {
        assertThat(one.take(BUY)).isTrue();
        assertThat(other.take(BUY)).isTrue();
        assertThat(one.take(BUY)).isTrue();

        assertThat(one.take(BUY)).isFalse();
        assertThat(other.take(BUY)).isFalse();
        assertThat(registry.counter("burstlease.cloud.budget.held", "action", BUY, "outcome", "refused")
                        .count())
                .isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(other.take(BUY)).isTrue();
        assertThat(one.take(BUY)).isFalse();
    }

    @Test
    void in_a_minute_no_more_are_sent_than_the_limit_and_one_burst() {
        int sent = 0;
        for (int tenth = 0; tenth < 600; tenth++) {
            sent += (tenth % 2 == 0 ? one : other).take(BUY) ? 1 : 0;
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(sent).isBetween(60, 63);
    }

    @Test
    void copies_that_ask_at_once_never_take_more_than_there_is() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> asks = Stream.of(one, other, one, other, one, other, one, other)
                    .map(copy -> (Callable<Boolean>) () -> copy.take(BUY))
                    .toList();
            int sent = 0;
            for (Future<Boolean> answer : threads.invokeAll(asks)) {
                sent += answer.get() ? 1 : 0;
            }
            assertThat(sent).isEqualTo(3);
        }
    }

    @Test
    void each_api_has_a_budget_of_its_own_and_another_limit_is_another_bucket() {
        Stream.generate(() -> one.take(BUY))
                .limit(3)
                .forEach(taken -> assertThat(taken).isTrue());
        assertThat(one.take(BUY)).isFalse();

        assertThat(one.take("DescribeInstances")).isTrue();
        ApiBudget wider = copy(new BudgetSettings(300, Map.of(BUY, 600), Duration.ZERO), clock);
        assertThat(wider.take(BUY)).isTrue();
    }

    @Test
    void after_the_cloud_complained_no_copy_calls_before_its_next_minute() {
        clock.advance(Duration.ofSeconds(25));
        one.throttled(BUY);
        other.throttled(BUY);

        clock.advance(Duration.ofSeconds(34));
        assertThat(one.take(BUY)).isFalse();
        assertThat(other.take(BUY)).isFalse();
        clock.advance(Duration.ofSeconds(3));
        assertThat(other.take(BUY)).isTrue();
        assertThat(one.take("DeleteInstances")).isTrue();
        assertThat(registry.counter("burstlease.cloud.budget.held", "action", BUY, "outcome", "throttled")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_call_waits_for_its_turn_where_that_comes_soon() {
        ApiBudget patient = copy(settings(Duration.ofSeconds(20)), Clock.systemUTC());
        Stream.generate(() -> patient.take(BUY))
                .limit(4)
                .forEach(taken -> assertThat(taken).isTrue());

        assertThat(registry.counter("burstlease.cloud.budget.held", "action", BUY, "outcome", "waited")
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("burstlease.cloud.budget.left")
                        .tag("action", BUY)
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void limits_that_cannot_be_are_named_all_at_once() {
        assertThat(new BudgetSettings(0, Map.of(BUY, 0), Duration.ofMinutes(1)).faults())
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith("burstlease.cloud.budget.per-minute is 0"))
                .anyMatch(fault -> fault.startsWith("burstlease.cloud.budget.per-minute-of.RunInstances is 0"))
                .anyMatch(fault -> fault.startsWith("burstlease.cloud.budget.longest-wait is PT1M"));
        assertThat(SETTINGS.faults()).isEmpty();
    }
}
