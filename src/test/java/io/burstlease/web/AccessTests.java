package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Api;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTests extends HttpTest {

    AccessTests(TestDatabase database, HandSetClock clock) {
        super(database, clock);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/livez",
                "/readyz",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/openapi.yaml",
                "/swagger-ui/index.html",
                "/swagger-ui/oauth2-redirect.html",
                "/problems/not-found"
            })
    void health_and_documentation_answer_without_a_token(String path) {
        assertThat(nobody().get(path)).returns(200, Api.Answer::status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1/probe/caller", "/v1/nothing", "/actuator", "/actuator/prometheus", "/actuator/info"})
    void everything_else_asks_for_a_token(String path) {
        Api.Answer answer = nobody().get(path);

        assertThat(answer).returns(401, Api.Answer::status).returns("unauthenticated", Api.Answer::reason);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        Api.Answer answer = nobody().as("not.a.token").get("/v1/probe/caller");

        assertThat(answer).returns(401, Api.Answer::status).returns("unauthenticated", Api.Answer::reason);
        assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void a_forged_token_is_refused() {
        assertThat(nobody().as(TestIssuer.forged("mia", Role.MEMBER)).get("/v1/probe/caller"))
                .returns(401, Api.Answer::status);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        String token = TestIssuer.token(
                claims -> claims.issuer("http://elsewhere.example").claim("roles", List.of("member")));

        assertThat(nobody().as(token).get("/v1/probe/caller")).returns(401, Api.Answer::status);
    }

    @Test
    void a_token_works_until_it_expires_and_not_a_minute_longer() {
        long inAnHour = NOON.plus(Duration.ofHours(1)).getEpochSecond();
        Api mia = nobody().as(
                        TestIssuer.token(claims -> claims.claim("exp", inAnHour).claim("roles", List.of("member"))));

        assertThat(mia.get("/v1/probe/caller")).returns(200, Api.Answer::status);
        clock.advance(Duration.ofMinutes(59));
        assertThat(mia.get("/v1/probe/caller")).returns(200, Api.Answer::status);
        clock.advance(Duration.ofMinutes(3));
        assertThat(mia.get("/v1/probe/caller")).returns(401, Api.Answer::status);
    }

    @Test
    void a_caller_without_the_role_is_refused_and_told_which_is_needed() {
        Api.Answer answer = member().get("/v1/probe/operators");

        assertThat(answer).returns(403, Api.Answer::status).returns("role-required", Api.Answer::reason);
        assertThat(answer.json().path("detail").asString()).contains("operator");
    }

    @Test
    void a_rule_on_the_method_stands_before_the_rule_on_its_type() {
        assertThat(nobody().as(TestIssuer.token("ada", Role.OPERATOR)).get("/v1/probe/operators"))
                .returns(200, Api.Answer::status);
        assertThat(nobody().as(TestIssuer.token("ada", Role.OPERATOR)).get("/v1/probe/caller"))
                .returns(403, Api.Answer::status);
    }

    @Test
    void metrics_are_for_operators() {
        assertThat(member().get("/actuator/prometheus"))
                .returns(403, Api.Answer::status)
                .returns("role-required", Api.Answer::reason);
        assertThat(nobody().as(TestIssuer.token("ada", Role.OPERATOR)).get("/actuator/prometheus"))
                .returns(200, Api.Answer::status);
    }

    @Test
    void a_person_is_named_by_the_user_name_of_the_token() {
        Api.Answer mia = member().get("/v1/probe/caller");

        assertThat(mia.json().path("subject").asString()).isEqualTo("mia");
        assertThat(mia.json().path("machine").asBoolean()).isFalse();
    }

    @Test
    void a_token_without_user_name_is_named_by_its_subject() {
        String token = TestIssuer.token(claims -> claims.subject("abc").claim("roles", "member lead"));

        Api.Answer answer = nobody().as(token).get("/v1/probe/caller");

        assertThat(answer.json().path("subject").asString()).isEqualTo("abc");
        assertThat(answer.json().path("roles").valueStream().map(role -> role.asString()))
                .containsExactlyInAnyOrder("MEMBER", "LEAD");
    }

    @Test
    void a_machine_may_say_for_whom_it_acts() {
        Api.Answer answer = platform().with("On-Behalf-Of", "mia").get("/v1/probe/caller");

        assertThat(answer.json().path("machine").asBoolean()).isTrue();
        assertThat(answer.json().path("onBehalfOf").asString()).isEqualTo("mia");
    }

    @Test
    void a_person_may_not() {
        assertThat(member().with("On-Behalf-Of", "max").get("/v1/probe/caller"))
                .returns(403, Api.Answer::status)
                .returns("on-behalf-of-not-allowed", Api.Answer::reason);
    }

    @Test
    void a_machine_cannot_act_for_a_sentence() {
        assertThat(platform().with("On-Behalf-Of", "mia or max").get("/v1/probe/caller"))
                .returns(400, Api.Answer::status)
                .returns(List.of("On-Behalf-Of pattern"), Api.Answer::faults);
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_careful() {
        Api.Answer answer = member().get("/v1/probe/caller");

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isNull();
    }
}
