package io.burstlease.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.StageTest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationTests extends StageTest {

    private @Nullable Actors actors;

    ApplicationTests(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void a_lease_shows_how_it_renews_itself() {
        Api.Answer answer = apply("{\"term\": \"P1D\", \"until\": \"2026-03-09T12:00:00Z\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("autoRenew").path("term").asString()).isEqualTo("P1D");
        assertThat(answer.json().path("autoRenew").path("until").asString()).isEqualTo("2026-03-09T12:00:00Z");
    }

    @Test
    void what_cannot_be_is_refused_with_all_its_faults() {
        assertThat(apply("{}").body()).contains("autoRenew.term", "autoRenew.until", "required");
        assertThat(apply("{\"term\": \"tomorrow\", \"until\": \"soon\"}").body())
                .contains("autoRenew.term", "autoRenew.until", "format");
        assertThat(apply("{\"term\": \"P1Y\", \"until\": \"2026-03-02T13:00:00Z\"}")
                        .body())
                .contains("over-team-term", "past-end");
    }

    @Test
    void a_spot_price_limit_is_for_spot_alone_and_is_what_is_agreed_to() {
        assertThat(body("\"spotPriceLimit\": {\"amount\": \"95\", \"currency\": \"CNY\"}")
                        .body())
                .contains("spotPriceLimit", "not-spot");
        owner().sql("""
                        insert into price (item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from)
                        select item, sku, zone, 'SPOT', unit, amount / 3, currency, source, active_from, known_from
                        from price
                        """).update();

        Api.Answer answer =
                body("\"chargeType\": \"SPOT\", \"spotPriceLimit\": {\"amount\": \"95\", \"currency\": \"CNY\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("hourlyPrice").path("amount").asString()).isEqualTo("95.0000");
        assertThat(answer.json().path("spotPriceLimit").path("amount").asString())
                .isEqualTo("95.0000");
    }

    private Api.Answer apply(String autoRenew) {
        return body("\"autoRenew\": " + autoRenew);
    }

    private Api.Answer body(String more) {
        return Objects.requireNonNull(actors).post("applicant", "/v1/leases", """
                {"team": "vision", "project": "base", "hostClass": "a100-8x", "hosts": 1, "term": "PT8H",
                 "purpose": "a run", %s}""".formatted(more));
    }
}
