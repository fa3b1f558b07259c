package io.burstlease.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ClockWatchTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(2);

    private final HandSetClock local = new HandSetClock(NOON);
    private final DatabaseClock clock = new DatabaseClock(local);
    private Duration ahead = Duration.ofMillis(300);
    private Duration roundTrip = QUICK;
    private boolean away;
    private final ClockWatch watch = new ClockWatch(local, clock, this::measure);

    private OffsetMeasurement measure() {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
        return new OffsetMeasurement(local.instant(), ahead, roundTrip);
    }

    @Test
    void it_tells_the_databases_time() {
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(300));
        local.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(5_300));
    }

    @Test
    void it_follows_the_database_when_that_moves() {
        ahead = Duration.ofSeconds(-1);
        watch.measure();

        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(1));
    }

    @Test
    void a_copy_two_seconds_off_the_database_is_not_ready_but_still_tells_its_time() {
        ahead = Duration.ofMillis(-2_001);
        watch.measure();

        assertThat(watch.isTrusted()).isFalse();
        assertThat(watch.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(clock.instant()).isEqualTo(NOON.minusMillis(2_001));

        ahead = Duration.ofSeconds(2);
        watch.measure();
        assertThat(watch.isTrusted()).isTrue();
        assertThat(watch.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_copy_thirty_seconds_off_the_cloud_is_not_ready() {
        watch.seen(NOON.plusSeconds(31), Duration.ZERO);
        assertThat(watch.isTrusted()).isFalse();

        watch.seen(NOON.minusSeconds(31), Duration.ZERO);
        assertThat(watch.isTrusted()).isFalse();

        watch.seen(NOON.plusSeconds(30), Duration.ZERO);
        assertThat(watch.isTrusted()).isTrue();
    }

    @Test
    void an_answer_of_the_cloud_that_was_long_under_way_is_no_sign_of_a_wrong_clock() {
        watch.seen(NOON.minusSeconds(50), Duration.ofSeconds(20));
        assertThat(watch.isTrusted()).isTrue();

        watch.seen(NOON.minusSeconds(51), Duration.ofSeconds(20));
        assertThat(watch.isTrusted()).isFalse();

        watch.seen(NOON.plusSeconds(31), Duration.ofSeconds(20));
        assertThat(watch.isTrusted()).isFalse();

        watch.seen(NOON.minusSeconds(5), Duration.ofSeconds(20));
        assertThat(watch.isTrusted()).isTrue();
    }

    @Test
    void a_slow_answer_says_too_little_to_be_used() {
        ahead = Duration.ofSeconds(1);
        roundTrip = Duration.ofSeconds(2);
        watch.measure();

        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(300));
    }

    @Test
    void an_offset_that_could_not_be_measured_for_a_minute_is_not_relied_on() {
        away = true;
        local.advance(Duration.ofSeconds(60));
        watch.measure();
        assertThat(watch.isTrusted()).isTrue();

        local.advance(Duration.ofSeconds(1));
        watch.measure();
        assertThat(watch.isTrusted()).isFalse();
        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(61_300));

        away = false;
        watch.measure();
        assertThat(watch.isTrusted()).isTrue();
    }

    @Test
    void the_shortest_round_trip_wins_and_is_halved() {
        Deque<Instant> times = new ArrayDeque<>(List.of(
                NOON,
                NOON.plusMillis(900),
                NOON.plusMillis(1_000),
                NOON.plusMillis(1_010),
                NOON.plusMillis(2_000),
                NOON.plusMillis(2_500)));

        OffsetMeasurement measured = OffsetMeasurement.take(times::pop, () -> NOON.plusMillis(1_105));

        assertThat(measured.offset()).isEqualTo(Duration.ofMillis(100));
        assertThat(measured.roundTrip()).isEqualTo(Duration.ofMillis(10));
    }
}
