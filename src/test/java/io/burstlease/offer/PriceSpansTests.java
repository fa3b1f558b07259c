package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.burstlease.money.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceSpansTests {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-01T04:00:00Z");

    private static Instant at(int hour) {
        return FROM.plusSeconds(3600L * hour);
    }

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private static PriceAt price(String amount, int hour) {
        return new PriceAt(yuan(amount), at(hour));
    }

    @Test
    void the_price_active_at_the_start_covers_up_to_the_next() {
        assertThat(PriceSpans.cover(List.of(price("1", -5), price("2", -1), price("3", 1)), FROM, TO))
                .containsExactly(new PriceSpan(FROM, at(1), yuan("2")), new PriceSpan(at(1), TO, yuan("3")));
    }

    @Test
    void before_the_first_price_nothing_is_known_and_nothing_is_free() {
        List<PriceSpan> spans = PriceSpans.cover(List.of(price("3", 1)), FROM, TO);

        assertThat(spans).containsExactly(new PriceSpan(FROM, at(1), null), new PriceSpan(at(1), TO, yuan("3")));
        assertThat(spans.getFirst().isKnown()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> spans.getFirst().perHour());
    }

    @Test
    void without_prices_the_whole_is_unknown() {
        assertThat(PriceSpans.cover(List.of(), FROM, TO)).containsExactly(new PriceSpan(FROM, TO, null));
    }

    @Test
    void the_same_price_again_splits_nothing() {
        assertThat(PriceSpans.cover(List.of(price("2", 0), price("2", 1), price("2", 2)), FROM, TO))
                .containsExactly(new PriceSpan(FROM, TO, yuan("2")));
    }

    @Test
    void a_price_that_begins_at_the_end_is_not_in_it() {
        assertThat(PriceSpans.cover(List.of(price("2", 0), price("3", 4)), FROM, TO))
                .containsExactly(new PriceSpan(FROM, TO, yuan("2")));
    }

    @Test
    void an_empty_stretch_has_no_spans() {
        assertThat(PriceSpans.cover(List.of(price("2", 0)), FROM, FROM)).isEmpty();
    }
}
