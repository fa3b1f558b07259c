package io.burstlease.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.CloudMarket;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Quotes;
import io.burstlease.money.Money;
import io.burstlease.testing.Api;
import io.burstlease.testing.Market;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.testing.WithTestDatabase;
import io.burstlease.testing.WithTestIssuer;
import io.burstlease.time.HandSetClock;
import io.burstlease.web.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;

/** What things and quotes show over HTTP, with the manners of the base and without the stages that buy. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = QuoteHttpTests.ThingsOverHttp.class,
        // Readiness asks for parts that are not here.
        properties = "management.endpoint.health.validate-group-membership=false")
@WithTestDatabase
@WithTestIssuer
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuoteHttpTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final String WEEK = """
            {"team": "red", "project": "paint", "hostClass": "small", "hosts": 2, "term": "P7D"}
            """;

    @LocalServerPort
    private int port;

    private final TestDatabase database;
    private final Quotes quotes;
    private final MarketWatch watch;

    QuoteHttpTests(TestDatabase database, Quotes quotes, MarketWatch watch) {
        this.database = database;
        this.quotes = quotes;
        this.watch = watch;
    }

    /** No configuration by annotation, so that tests of the whole service do not come upon it. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("io.burstlease.web")
    @EntityScan(basePackageClasses = Lease.class)
    @EnableJpaRepositories(basePackageClasses = Lease.class)
    @ComponentScan(
            basePackages = {
                "io.burstlease.time",
                "io.burstlease.money",
                "io.burstlease.web",
                "io.burstlease.audit",
                "io.burstlease.team",
                "io.burstlease.catalog",
                "io.burstlease.offer",
                "io.burstlease.budget",
                "io.burstlease.lease",
                "io.burstlease.quote"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    static class ThingsOverHttp {

        @Bean
        @Primary
        HandSetClock handSetClock() {
            return new HandSetClock(NOON);
        }

        @Bean
        CloudMarket market() {
            return new FakeMarket()
                    .stock("ecs.small", "z-1", true)
                    .addresses("vsw-1", 100)
                    .addresses("vsw-pod-1", 1000);
        }
    }

    @BeforeAll
    void theMarket() {
        Market.in(JdbcClient.create(database.owner()))
                .host("ecs.small", "z-1", "9.9", NOON)
                .host("ecs.small", "z-2", "11.9", NOON)
                .disk("z-1", "0.001", NOON)
                .disk("z-2", "0.001", NOON)
                .budget("red", "2026-03", "5000");
        watch.run();
    }

    private Api as(String subject, Role... roles) {
        return Api.nobody(port).as(TestIssuer.token(subject, roles));
    }

    private Api ron() {
        return as("ron", Role.MEMBER);
    }

    @Test
    void a_quote_says_what_it_costs_and_whether_it_can_be_had() {
        Api.Answer answer = ron().post("/v1/quotes", WEEK);

        assertThat(answer).as(answer.toString()).returns(201, Api.Answer::status);
        JsonNode quote = answer.json();
        assertThat(quote.at("/id").asString()).matches("q-[a-z0-9]{10}");
        assertThat(quote.at("/feasible").asBoolean()).isTrue();
        // The dearer zone: 11.90 and 100 GiB at 0.001.
        assertThat(quote.at("/hourlyPrice/amount").asString()).isEqualTo("12.0000");
        // 2 hosts, 7 days and half an hour of grace.
        assertThat(quote.at("/cost/amount").asString()).isEqualTo("4044.0000");
        assertThat(quote.at("/graceCost/amount").asString()).isEqualTo("12.0000");
        // And four hours of waiting, and half an hour until the cloud lets go.
        assertThat(quote.at("/reserved/amount").asString()).isEqualTo("4152.0000");
        assertThat(quote.at("/perMonth/0/month").asString()).isEqualTo("2026-03");
        assertThat(quote.at("/perMonth/0/budgetLeft/amount").asString()).isEqualTo("5000.0000");
        assertThat(quote.at("/validUntil").asString()).isEqualTo("2026-03-02T12:30:00Z");
        assertThat(quote.at("/endsAt").asString()).isEqualTo("2026-03-09T12:00:00Z");
        assertThat(quote.at("/latestEnd").asString()).isEqualTo("2026-03-09T16:00:00Z");
        assertThat(quote.at("/offers/0/zone").asString()).isEqualTo("z-1");
        assertThat(quote.at("/verdicts")
                        .valueStream()
                        .map(verdict -> verdict.path("check").asString() + " "
                                + verdict.path("reason").asString()))
                .containsExactly(
                        "addresses addresses-free",
                        "budget within-budget",
                        "offer on-offer",
                        "stock in-stock",
                        "team-hosts within-team-hosts");
    }

    @Test
    void a_quote_is_kept_for_those_who_decide() {
        String id = ron().post("/v1/quotes", WEEK).json().path("id").asString();

        assertThat(quotes.find(id)).hasValueSatisfying(quote -> {
            assertThat(quote.teamId()).isEqualTo("red");
            assertThat(quote.askedBy()).isEqualTo("ron");
            assertThat(quote.hourlyPrice()).isEqualTo(Money.of("12", "CNY"));
            assertThat(quote.feasible()).isTrue();
            assertThat(quote.ask().term()).isEqualTo("P7D");
            assertThat(quote.answer()).contains(id);
        });
    }

    @Test
    void what_goes_beyond_the_budget_is_quoted_and_said_to_be_unfeasible() {
        JsonNode quote = ron().post("/v1/quotes", WEEK.replace("P7D", "P10D")).json();

        assertThat(quote.at("/feasible").asBoolean()).isFalse();
        assertThat(quote.at("/verdicts/0/reason").asString()).isEqualTo("over-budget");
    }

    @Test
    void the_same_key_gets_the_same_quote() {
        Api platform = as("red-platform", Role.PLATFORM).with("Idempotency-Key", "job-1");

        Api.Answer first = platform.post("/v1/quotes", WEEK);
        Api.Answer second = platform.post("/v1/quotes", WEEK);

        assertThat(first).as(first.toString()).returns(201, Api.Answer::status);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Api.Answer answer = ron().post("/v1/quotes", """
                {"team": "red", "project": "sky", "hostClass": "huge", "hosts": 0, "zone": "z-9", "chargeType": "CHEAP",
                 "term": "P7D", "endsAt": "2020-01-01T00:00:00Z"}
                """);

        assertThat(answer).returns(400, Api.Answer::status).returns("invalid", Api.Answer::reason);
        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "project unknown-project",
                        "hostClass unknown-host-class",
                        "hosts min",
                        "zone unknown-zone",
                        "chargeType unknown-value",
                        "term term-or-end",
                        "endsAt in-the-past");
    }

    @Test
    void a_quote_for_a_foreign_team_is_refused() {
        assertThat(as("bea", Role.LEAD).post("/v1/quotes", WEEK))
                .returns(403, Api.Answer::status)
                .returns("foreign-team", Api.Answer::reason);
        assertThat(as("fiona", Role.FINANCE).post("/v1/quotes", WEEK)).returns(201, Api.Answer::status);
    }

    @Test
    void teams_are_shown_to_those_who_may_see_them() {
        assertThat(ids(ron().get("/v1/teams"))).containsExactly("red");
        assertThat(ids(as("oscar", Role.OPERATOR).get("/v1/teams"))).containsExactly("blue", "red");
        assertThat(ids(as("nobody", Role.MEMBER).get("/v1/teams"))).isEmpty();
        Api.Answer red = ron().get("/v1/teams/red");
        assertThat(red.header("ETag")).isEqualTo("\"0\"");
        assertThat(red.json().at("/standingBurstLimit/amount").asString()).isEqualTo("1000.0000");
        assertThat(ron().get("/v1/teams/blue")).returns("foreign-team", Api.Answer::reason);
        assertThat(ron().get("/v1/teams/green")).returns(404, Api.Answer::status);
    }

    @Test
    void a_list_of_teams_has_pages() {
        Api oscar = as("oscar", Role.OPERATOR);
        Api.Answer first = oscar.get("/v1/teams?pageSize=1");
        String token = first.json().path("nextPageToken").asString();
        Api.Answer second = oscar.get("/v1/teams?pageSize=1&pageToken=" + token);

        assertThat(ids(first)).containsExactly("blue");
        assertThat(ids(second)).containsExactly("red");
        assertThat(second.json().has("nextPageToken")).isFalse();
    }

    @Test
    void host_classes_and_offers_are_shown_to_everybody() {
        assertThat(ids(ron().get("/v1/host-classes"))).containsExactly("large", "small");
        assertThat(ron().get("/v1/host-classes/small")
                        .json()
                        .at("/systemDisk/sizeGib")
                        .asInt())
                .isEqualTo(100);
        assertThat(ron().get("/v1/host-classes/huge")).returns("not-found", Api.Answer::reason);
        JsonNode offers = ron().get("/v1/offers?hostClass=small").json();
        assertThat(offers.at("/items/0/hourlyPrice/amount").asString()).isEqualTo("10.0000");
        assertThat(offers.at("/items").size()).isEqualTo(2);
        assertThat(ron().get("/v1/offers?hostClass=huge&zone=z-9").faults())
                .containsExactly("hostClass unknown-host-class", "zone unknown-zone");
        assertThat(ron().get("/v1/offers").faults()).containsExactly("hostClass required");
    }

    @Test
    void budgets_are_shown_to_those_who_may_see_the_team() {
        JsonNode budgets = ron().get("/v1/budgets?team=red").json();

        assertThat(budgets.at("/items/0/free/amount").asString()).isEqualTo("5000.0000");
        assertThat(ron().get("/v1/budgets?team=red&month=2026-04")
                        .json()
                        .at("/items")
                        .size())
                .isZero();
        assertThat(ron().get("/v1/budgets?team=blue")).returns("foreign-team", Api.Answer::reason);
        assertThat(ron().get("/v1/budgets?team=red&month=soon").faults()).containsExactly("month type");
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
