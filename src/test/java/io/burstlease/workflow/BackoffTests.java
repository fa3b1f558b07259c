package io.burstlease.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    private final Backoff backoff = new Backoff(new Random(7));

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "64, 60", "2000000000, 60"})
    void it_doubles_from_a_second_to_a_minute_less_what_chance_takes(int failures, int seconds) {
        Duration whole = Duration.ofSeconds(seconds);

        assertThat(backoff.after(failures)).isBetween(whole.multipliedBy(3).dividedBy(4), whole);
    }

    @Test
    void two_that_failed_together_do_not_return_together() {
        assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
    }
}
