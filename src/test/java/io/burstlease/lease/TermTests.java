package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermTests {

    @ParameterizedTest
    @ValueSource(strings = {"PT8H", "P7D", "P1M", "P1DT12H", "P1Y2M3D", "PT1H30M"})
    void a_term_reads_as_it_was_written(String text) {
        assertThat(Term.parse(text)).hasToString(text);
    }

    @Test
    void days_count_in_the_calendar_and_hours_in_time() {
        assertThat(Term.parse("P1DT12H")).isEqualTo(new Term(Period.ofDays(1), Duration.ofHours(12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "8h", "P-1D", "PT-1H", "PT0S", "P0D", "tomorrow"})
    void what_is_no_term_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Term.parse(text));
    }
}
