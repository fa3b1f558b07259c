package io.burstlease.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.StageTest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Of the ways to pay the one that costs least is chosen, shown beside the others, and kept to. */
class AutoChargeTests extends StageTest {

    private static final String ASK = """
            {"team": "vision", "project": "base", "hostClass": "a100-8x", "hosts": 2, "term": "PT8H"%s}""";

    private @Nullable Actors actors;

    AutoChargeTests(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void a_week_is_paid_for_where_the_hours_cost_more() {
        // Eight hours and half an hour of grace by the second: 2 hosts at 252.20.
        aWeekCosts("1500");

        JsonNode quote = quote("");

        assertThat(quote.path("chargeType").asString()).isEqualTo("PREPAID");
        // The dearer zone costs the same here: 1500 and 1100 GiB at 0.1, twice.
        assertThat(quote.at("/cost/amount").asString()).isEqualTo("3220.0000");
        assertThat(compared(quote))
                .containsExactly(
                        "PREPAID 3220.0000 the cheapest that can be had",
                        "POSTPAID 4287.4000 costs 1067.4000 CNY more");
    }

    @Test
    void what_can_be_given_back_is_chosen_where_it_costs_less() {
        aWeekCosts("5000");

        JsonNode quote = quote("");

        assertThat(quote.path("chargeType").asString()).isEqualTo("POSTPAID");
        assertThat(compared(quote))
                .containsExactly(
                        "POSTPAID 4287.4000 the cheapest that can be had",
                        "PREPAID 10220.0000 costs 5932.6000 CNY more");
    }

    @Test
    void the_market_is_looked_at_only_by_those_whose_hosts_may_be_taken_back() {
        spotCostsAThird();

        assertThat(compared(quote(""))).noneMatch(way -> way.startsWith("SPOT"));
        JsonNode quote = quote(", \"interruptible\": true");
        assertThat(quote.path("chargeType").asString()).isEqualTo("SPOT");
        // What it may cost at most is what pay-as-you-go costs; what it would cost now is a third of that.
        assertThat(quote.at("/hourlyPrice/amount").asString()).isEqualTo("272.2000");
        assertThat(compared(quote).getFirst()).startsWith("SPOT 1429.13");
    }

    @Test
    void nobody_pays_for_a_week_because_an_hour_is_out_of_stock_for_the_moment() {
        aWeekCosts("5000");
        owner().sql("""
                        insert into stock_memory (instance_type, zone, charge_type, refused_at, code, refusals, try_again_at)
                        select sku, zone, charge_type, :now, 'OperationDenied.NoStock', 1, :later
                        from price
                        where charge_type = 'POSTPAID' and item = 'HOST'
                        """)
                .param("now", now().atOffset(ZoneOffset.UTC))
                .param("later", now().plusSeconds(600).atOffset(ZoneOffset.UTC))
                .update();

        assertThat(quote("").path("chargeType").asString()).isEqualTo("POSTPAID");
    }

    @Test
    void without_a_price_a_way_is_not_chosen_and_says_so() {
        assertThat(compared(quote("")))
                .containsExactly(
                        "POSTPAID 4287.4000 the cheapest that can be had", "PREPAID - no offer is left: unknown-price");
    }

    @Test
    void an_application_is_charged_as_its_quote_said_whatever_costs_least_now() {
        aWeekCosts("1500");
        String quote = quote("").path("id").asString();
        owner().sql("delete from price where charge_type = 'PREPAID' and amount > 1000")
                .update();
        aWeekCosts("5000");

        JsonNode named = applied(", \"quote\": \"%s\"".formatted(quote));
        JsonNode anew = applied("");

        assertThat(named.path("chargeType").asString()).isEqualTo("PREPAID");
        assertThat(named.path("autoCharge").asBoolean()).isTrue();
        assertThat(anew.path("chargeType").asString()).isEqualTo("POSTPAID");
        assertThat(anew.path("autoCharge").asBoolean()).isTrue();
    }

    @Test
    void a_limit_of_the_market_holds_where_the_market_is_chosen() {
        spotCostsAThird();
        String limit = ", \"spotPriceLimit\": {\"amount\": \"95\", \"currency\": \"CNY\"}";

        assertThat(apply(limit).body()).contains("spotPriceLimit", "not-spot");
        JsonNode lease = applied(limit + ", \"interruptible\": true");
        assertThat(lease.path("chargeType").asString()).isEqualTo("SPOT");
        assertThat(lease.at("/hourlyPrice/amount").asString()).isEqualTo("95.0000");
    }

    private void aWeekCosts(String amount) {
        owner().sql("""
                        insert into price (item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from)
                        select item, sku, zone, 'PREPAID', case item when 'HOST' then 'P1W' else 'GIB_P1W' end,
                               case item when 'HOST' then cast(:amount as numeric) else 0.1 end,
                               currency, source, active_from, known_from
                        from price
                        where charge_type = 'POSTPAID'
                        on conflict do nothing
                        """).param("amount", amount).update();
    }

    private void spotCostsAThird() {
        owner().sql("""
                        insert into price (item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from)
                        select item, sku, zone, 'SPOT', unit, amount / 3, currency, source, active_from, known_from
                        from price
                        """).update();
    }

    private JsonNode quote(String more) {
        Api.Answer answer = Objects.requireNonNull(actors)
                .post("applicant", "/v1/quotes", ASK.formatted(", \"chargeType\": \"AUTO\"" + more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode applied(String more) {
        Api.Answer answer = apply(more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private Api.Answer apply(String more) {
        return Objects.requireNonNull(actors)
                .post(
                        "applicant",
                        "/v1/leases",
                        ASK.formatted(", \"chargeType\": \"AUTO\", \"purpose\": \"a run\"" + more));
    }

    private static List<String> compared(JsonNode quote) {
        return quote.path("compared")
                .valueStream()
                .map(way -> way.path("chargeType").asString() + " "
                        + way.at("/cost/amount").asString("-") + " "
                        + way.path("reason").asString())
                .toList();
    }
}
