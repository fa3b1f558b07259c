package io.burstlease.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaidPeriodTests {

    /** Days and months are those of the provider: the month begins on the 31st there, and ends on the 28th. */
    @ParameterizedTest
    @CsvSource({
        "P1W,  2026-01-30T18:00:00Z, 2026-02-06T18:00:00Z",
        "P1M,  2026-01-30T18:00:00Z, 2026-02-27T18:00:00Z",
        "P12M, 2028-02-29T01:00:00Z, 2029-02-28T01:00:00Z"
    })
    void it_covers_whole_weeks_or_months_of_the_provider(String period, Instant begin, Instant end) {
        assertThat(PaidPeriod.parse(period).from(begin)).isEqualTo(end);
        assertThat(PaidPeriod.parse(period)).hasToString(period);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P5W", "P0M", "P10M", "P1Y", "P1D", "P7D", "PT1H", "P1M1D", "-P1W", "month", ""})
    void what_the_cloud_does_not_sell_is_none(String text) {
        assertThatThrownBy(() -> PaidPeriod.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_shorter_comes_first() {
        assertThat(Stream.of("P2M", "P1M", "P4W", "P1W").map(PaidPeriod::parse).sorted())
                .extracting(PaidPeriod::toString)
                .containsExactly("P1W", "P4W", "P1M", "P2M");
    }
}
