package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StockMemoryTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Things things = Things.at(clock);
    private final StockMemoryTable memory = memory();

    private StockMemoryTable memory() {
        Market.in(things);
        return things.the(StockMemoryTable.class);
    }

    private void refuse() {
        memory.refused("ecs.small", "z-1", ChargeType.POSTPAID, "OperationDenied.NoStock");
    }

    private List<Refusal> inForce() {
        return memory.inForce(ChargeType.POSTPAID);
    }

    @Test
    void a_refusal_is_in_force_for_three_minutes() {
        refuse();

        assertThat(inForce())
                .containsExactly(new Refusal(
                        "ecs.small", "z-1", "OperationDenied.NoStock", 1, NOON, NOON.plus(Duration.ofMinutes(3))));
        clock.advance(Duration.ofMinutes(3).minusSeconds(1));
        assertThat(inForce()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(inForce()).isEmpty();
    }

    @Test
    void another_refusal_after_the_pause_doubles_it() {
        refuse();
        clock.advance(Duration.ofMinutes(3));
        refuse();

        assertThat(inForce()).singleElement().satisfies(refusal -> {
            assertThat(refusal.refusals()).isEqualTo(2);
            assertThat(refusal.tryAgainAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(6)));
        });
    }

    @Test
    void refusals_of_launches_under_way_together_count_once() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> launches = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        refuse();
                        return true;
                    })
                    .toList();
            for (var launch : threads.invokeAll(launches)) {
                assertThat(launch.get()).isTrue();
            }
        }

        assertThat(inForce()).singleElement().returns(1, Refusal::refusals);
    }

    @Test
    void a_refusal_of_long_ago_is_not_counted_on_from() {
        refuse();
        clock.advance(Duration.ofMinutes(3));
        refuse();
        clock.advance(Backoff.FORGOTTEN.plusSeconds(1));
        refuse();

        assertThat(inForce()).singleElement().returns(1, Refusal::refusals);
    }

    @Test
    void success_makes_forget() {
        refuse();
        memory.succeeded("ecs.small", "z-1", ChargeType.POSTPAID);

        assertThat(inForce()).isEmpty();
        refuse();
        assertThat(inForce()).singleElement().returns(1, Refusal::refusals);
    }

    @Test
    void a_refusal_stands_for_its_own_type_zone_and_charge_type_only() {
        refuse();
        memory.succeeded("ecs.small", "z-2", ChargeType.POSTPAID);
        memory.succeeded("ecs.small", "z-1", ChargeType.SPOT);

        assertThat(memory.inForce(ChargeType.SPOT)).isEmpty();
        assertThat(inForce()).hasSize(1);
    }
}
