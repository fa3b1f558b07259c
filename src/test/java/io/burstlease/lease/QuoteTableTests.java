package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.Things;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuoteTableTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Things things = Things.at(Clock.systemUTC());
    private final Quotes quotes = new QuoteTable(things.jdbc(), things.json());
    private final SchemaGuard schema = new SchemaGuard(things.owner());

    @BeforeAll
    void theMarket() {
        Market.in(things);
    }

    private static Quote quote(String id, @Nullable Money price, boolean feasible) {
        RawAsk ask = new RawAsk(
                "red", "paint", "small", 2, 1, null, null, null, null, "P1D", null, null, null, "TRAINING", null);
        return new Quote(
                id,
                "red",
                "ron",
                NOON,
                NOON.plusSeconds(1800),
                ask,
                ChargeType.POSTPAID,
                price,
                feasible,
                "{\"a\": 1}");
    }

    @Test
    void a_quote_is_found_as_it_was_saved() {
        Quote quote = quote("q-aaaaaaaaaa", Money.of("13.30", "CNY"), true);
        quotes.save(quote);

        assertThat(quotes.find("q-aaaaaaaaaa")).contains(quote);
        assertThat(quotes.find("q-bbbbbbbbbb")).isEmpty();
    }

    @Test
    void a_quote_without_price_is_kept_without_one() {
        Quote quote = quote("q-cccccccccc", null, false);
        quotes.save(quote);

        assertThat(quotes.find("q-cccccccccc")).contains(quote);
    }

    @Test
    void a_quote_holds_until_it_does_not() {
        Quote quote = quote("q-dddddddddd", null, false);

        assertThat(quote.isValid(NOON.plusSeconds(1799))).isTrue();
        assertThat(quote.isValid(NOON.plusSeconds(1800))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "quote-1,      red,   ron, 2026-03-02T12:30Z, {}, 1,    CNY,  true, quote_id_check",
                "q-eeeeeeeeee, green, ron, 2026-03-02T12:30Z, {}, 1,    CNY,  true, quote_team_id_fkey",
                "q-eeeeeeeeee, red,   ``,  2026-03-02T12:30Z, {}, 1,    CNY,  true, quote_asked_by_check",
                "q-eeeeeeeeee, red,   ron, 2026-03-02T12:00Z, {}, 1,    CNY,  true, quote_check",
                "q-eeeeeeeeee, red,   ron, 2026-03-02T12:30Z, [], 1,    CNY,  true, quote_ask_check",
                "q-eeeeeeeeee, red,   ron, 2026-03-02T12:30Z, {}, 0,    CNY,  true, quote_hourly_price_check",
                "q-eeeeeeeeee, red,   ron, 2026-03-02T12:30Z, {}, 1,    yuan, true, quote_currency_check",
                "q-eeeeeeeeee, red,   ron, 2026-03-02T12:30Z, {}, null, CNY,  false, quote_check1",
            })
    void the_schema_keeps_quotes_whole(
            String id,
            String team,
            String askedBy,
            String validUntil,
            String ask,
            String price,
            String currency,
            boolean feasible,
            String rule) {
        schema.refuses("""
                insert into quote values (
                  '%s', '%s', '%s', '2026-03-02T12:00Z', '%s', '%s', %s, '%s', %s, '{}',
                  'POSTPAID'
                )
                """.formatted(id, team, askedBy, validUntil, ask, price, currency, feasible), rule);
    }

    @Test
    void what_has_no_price_is_not_feasible() {
        schema.refuses("""
                insert into quote values (
                  'q-ffffffffff', 'red', 'ron', '2026-03-02T12:00Z', '2026-03-02T12:30Z', '{}', null, null, true, '{}',
                  'POSTPAID'
                )
                """, "quote_check2");
    }

    @Test
    void what_was_said_cannot_be_changed() {
        assertThatThrownBy(() ->
                        things.jdbc().sql("update quote set feasible = true").update())
                .rootCause()
                .hasMessageContaining("permission denied for table quote");
    }
}
