package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    @ParameterizedTest
    @CsvSource({"1, PT3M", "2, PT6M", "3, PT12M", "4, PT24M", "5, PT30M", "6, PT30M", "2000000000, PT30M"})
    void the_pause_doubles_up_to_half_an_hour(int refusals, Duration pause) {
        assertThat(Backoff.after(refusals)).isEqualTo(pause);
    }
}
