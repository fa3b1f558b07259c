package io.burstlease.renew;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.Ask;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RenewalQuoteTests extends StageTest {

    private @Nullable Actors actors;

    RenewalQuoteTests(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void it_says_the_new_end_what_it_adds_and_that_the_budget_bears_it() {
        Lease lease = anActiveLease(2, 2);

        JsonNode quote = quote(lease, "{\"term\": \"PT4H\"}").json();

        assertThat(quote.path("newEndsAt").asString())
                .isEqualTo(lease.end().plus(Duration.ofHours(4)).toString());
        // 300 an hour for two hosts and four hours.
        assertThat(new BigDecimal(quote.path("cost").path("amount").asString())).isEqualByComparingTo("2400");
        assertThat(quote.path("verdicts").path(0).path("reason").asString()).isEqualTo("within-budget");
        assertThat(quote.path("verdicts").path(1).path("reason").asString()).isEqualTo("no-money-cap");
        assertThat(Instant.parse(quote.path("validUntil").asString())).isEqualTo(now().plus(Duration.ofMinutes(15)));
        assertThat(leases.get(lease.id()).version()).isEqualTo(lease.version());
    }

    @Test
    void a_budget_that_is_too_small_is_said() {
        Lease lease = anActiveLease(1, 1);
        owner().sql("update team_budget set amount = 1").update();

        JsonNode quote = quote(lease, "{\"term\": \"PT4H\"}").json();

        assertThat(quote.path("verdicts").path(0).path("reason").asString()).isEqualTo("over-budget");
    }

    @Test
    void a_cap_that_will_be_spent_is_said() {
        Lease lease = approved(Ask.from(now()).cappedAt("400").ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();

        JsonNode quote = quote(leases.get(lease.id()), "{\"term\": \"PT4H\"}").json();

        assertThat(quote.path("verdicts").path(1).path("reason").asString()).isEqualTo("over-money-cap");
    }

    @Test
    void a_renewal_that_names_it_is_taken_while_it_holds_and_explained_when_it_does_not() {
        Lease lease = anActiveLease(1, 1);
        String named = quote(lease, "{\"term\": \"PT4H\"}").json().path("quote").asString();
        String wish = "{\"term\": \"PT4H\", \"reason\": \"more\", \"quote\": \"" + named + "\"}";

        owner().sql("update team_budget set amount = 1").update();
        Api.Answer refused = ask(lease, wish);
        assertThat(refused.reason()).isEqualTo("quote-changed");
        assertThat(refused.json().path("current").asString()).contains("over-budget");

        owner().sql("update team_budget set amount = 1000000000").update();
        assertThat(ask(lease, wish).status()).isEqualTo(201);
    }

    @Test
    void what_cannot_be_a_wish_is_refused_as_for_a_renewal() {
        Lease lease = anActiveLease(1, 1);

        assertThat(quote(lease, "{}").body()).contains("term-or-end");
        assertThat(quote(lease, "{\"term\": \"P400D\"}").body()).contains("over-team-term");
        assertThat(people().post("lead of another team", path(lease) + "/quotes", "{\"term\": \"PT4H\"}")
                        .reason())
                .isEqualTo("foreign-team");
    }

    private Api.Answer quote(Lease lease, String body) {
        return people().post("applicant", path(lease) + "/quotes", body);
    }

    private Api.Answer ask(Lease lease, String body) {
        return people().post("applicant", path(lease), body);
    }

    private static String path(Lease lease) {
        return "/v1/leases/" + lease.id() + "/renewals";
    }

    private Actors people() {
        return Objects.requireNonNull(actors);
    }
}
