package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Lease;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused with a problem that says what is wrong, and nothing is changed by it. */
@ExtendWith(SharedSandbox.class)
class RefusalsIT {

    private static final String GOOD = """
            {"team":"vtraining","project":"llm","hostClass":"a10-1x","hosts":1,"term":"PT1H","purpose":"a test"}""";

    static Stream<Arguments> badApplications() {
        return Stream.of(
                Arguments.of("malformed JSON", "{\"team\":", 400, ""),
                Arguments.of("unknown field", GOOD.replace("}", ",\"colour\":\"red\"}"), 400, "colour"),
                Arguments.of("unknown class", GOOD.replace("a10-1x", "z9"), 400, "hostClass"),
                Arguments.of("unknown team", GOOD.replace("vtraining", "nobody"), 400, "team"),
                Arguments.of("unknown zone", GOOD.replace("}", ",\"zone\":\"cn-mars-a\"}"), 400, "zone"),
                Arguments.of("zero hosts", GOOD.replace("\"hosts\":1", "\"hosts\":0"), 400, "hosts"),
                Arguments.of("negative hosts", GOOD.replace("\"hosts\":1", "\"hosts\":-3"), 400, "hosts"),
                Arguments.of("over-long term", GOOD.replace("PT1H", "P900D"), 400, "term"),
                Arguments.of("endless term", GOOD.replace("PT1H", "P999999999Y"), 400, "term"),
                Arguments.of(
                        "a number beyond numbers", GOOD.replace("\"hosts\":1", "\"hosts\":1E400000000"), 400, "hosts"),
                Arguments.of("a NUL in a text", GOOD.replace("a test", "a\\u0000test"), 400, "purpose"),
                Arguments.of("a NUL in an id", GOOD.replace("vtraining", "vtraining\\u0000"), 400, "team"),
                Arguments.of("half a character", GOOD.replace("a test", "\\ud83d"), 400, "purpose"),
                Arguments.of("a cap in another currency", capped("5", "USD"), 400, "moneyCap.currency"),
                Arguments.of("a cap below nothing", capped("-5", "CNY"), 400, "moneyCap.amount"),
                Arguments.of("a cap beyond money", capped("999999999999999999", "CNY"), 400, "moneyCap.amount"),
                Arguments.of("a name that stands twice", GOOD.replace("}", ",\"team\":\"vserving\"}"), 400, ""),
                Arguments.of("an abyss", "[".repeat(100_000), 400, ""),
                Arguments.of(
                        "past end",
                        GOOD.replace("\"term\":\"PT1H\"", "\"endsAt\":\"2020-01-01T00:00:00Z\""),
                        400,
                        "endsAt"));
    }

    private static String capped(String amount, String currency) {
        return GOOD.replace("}", ",\"moneyCap\":{\"amount\":\"%s\",\"currency\":\"%s\"}}".formatted(amount, currency));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badApplications")
    void an_application_with_a_fault_is_refused(
            String name, String body, int status, String field, SandboxProcess sandbox) {
        User bob = User.of(sandbox, "bob");
        long before = count(bob);
        User.Answer answer = bob.raw("POST", "/v1/leases", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (!field.isEmpty()) {
            assertThat(StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                            .map(error -> error.path("field").asString()))
                    .contains(field);
        }
        assertThat(count(bob)).isEqualTo(before);
    }

    @Test
    void all_faults_are_named_at_once(SandboxProcess sandbox) {
        User.Answer answer = User.of(sandbox, "bob")
                .raw(
                        "POST",
                        "/v1/leases",
                        "{\"team\":\"vtraining\",\"project\":\"x\",\"hostClass\":\"z9\",\"hosts\":0}");
        assertThat(answer.json().path("errors").size()).isGreaterThanOrEqualTo(5);
    }

    /** What to read, and the parameter that is at fault; without one there is no such thing. */
    @ParameterizedTest
    @CsvSource({
        "/v1/leases?pageSize=0, pageSize",
        "/v1/leases?pageToken=abc, pageToken",
        "/v1/leases?team=%00, team",
        "/v1/leases?team=%ff, team",
        "/v1/leases?state=NONE, state",
        "/v1/costs?from=-999999999-01-01, from",
        "/v1/costs?lease=l-none,",
        "/v1/costs?team=nobody,",
        "/v1/budgets?team=nobody,",
        "/v1/leases?team=nobody,",
        "/v1/audit?actor=%00, actor"
    })
    void a_question_with_a_fault_is_refused(String path, @Nullable String field, SandboxProcess sandbox) {
        User.Answer answer = User.of(sandbox, "oscar").raw("GET", path, null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(field == null ? 404 : 400);
        if (field != null) {
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo(field);
        }
    }

    @Test
    void a_renewal_beyond_the_calendar_is_refused(SandboxProcess sandbox) throws ApiException {
        String path = "/v1/leases/" + apply(sandbox).getId() + "/renewals";
        User bob = User.of(sandbox, "bob");

        for (String term : List.of("P999999999Y", "PT2562047788015215H")) {
            User.Answer answer = bob.raw("POST", path, "{\"term\":\"%s\",\"reason\":\"more\"}".formatted(term));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("term");
        }
    }

    @Test
    void a_reason_without_end_is_refused(SandboxProcess sandbox) throws ApiException {
        String path = "/v1/leases/" + apply(sandbox).getId() + "/cancel";
        User.Answer answer = User.of(sandbox, "bob")
                .raw("POST", path, "{\"reason\":\"%s\"}".formatted("x".repeat(501)), "If-Match", "*");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("reason");
    }

    @Test
    void a_pause_of_what_does_not_exist_is_no_pause(SandboxProcess sandbox) {
        User oscar = User.of(sandbox, "oscar");
        for (String scope : List.of("TEAM/nobody", "CLASS/z9", "ZONE/cn-mars-a")) {
            User.Answer answer = oscar.raw(
                    "POST", "/v1/purchases/pause", "{\"scope\":\"%s\",\"reason\":\"a slip\"}".formatted(scope));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
        assertThat(oscar.raw("GET", "/v1/purchases", null).json().path("paused").size())
                .isZero();
    }

    @Test
    void a_foreign_teams_lease_is_not_shown(SandboxProcess sandbox) throws ApiException {
        Lease bobs = apply(sandbox);
        assertThat(User.of(sandbox, "dave")
                        .raw("GET", "/v1/leases/" + bobs.getId(), null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobody_approves_their_own_request(SandboxProcess sandbox) throws ApiException {
        User alice = User.of(sandbox, "alice");
        Lease hers = alice.leases().applyForLease(Leases.ofTwoA10(), null, null);
        User.Answer answer =
                alice.raw("POST", "/v1/leases/" + hers.getId() + "/approve", "{}", "If-Match", Leases.version(hers));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("own-request");
    }

    @Test
    void a_verb_in_the_wrong_state_names_both_states(SandboxProcess sandbox) throws ApiException {
        Lease asked = apply(sandbox);
        User alice = User.of(sandbox, "alice");
        String path = "/v1/leases/" + asked.getId();
        assertThat(alice.raw("POST", path + "/reject", "{\"reason\":\"no\"}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        User.Answer answer = alice.raw("POST", path + "/approve", "{}", "If-Match", "*");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").asString()).contains("REJECTED").contains("APPROVED");
    }

    @Test
    void a_stale_or_missing_version_changes_nothing(SandboxProcess sandbox) throws ApiException {
        Lease asked = apply(sandbox);
        User alice = User.of(sandbox, "alice");
        String path = "/v1/leases/" + asked.getId() + "/approve";
        assertThat(alice.raw("POST", path, "{}").status()).isEqualTo(428);
        assertThat(alice.raw("POST", path, "{}", "If-Match", "\"99\"").status()).isEqualTo(412);
        assertThat(alice.raw("POST", path, "{}", "If-Match", "0").status()).isEqualTo(400);
        assertThat(alice.leases().getLease(asked.getId(), null).getState()).isEqualTo(Lease.StateEnum.REQUESTED);
    }

    @Test
    void an_idempotency_key_stands_for_one_body(SandboxProcess sandbox) {
        User bob = User.of(sandbox, "bob");
        User.Answer first = bob.raw("POST", "/v1/leases", GOOD, "Idempotency-Key", "once");
        User.Answer again = bob.raw("POST", "/v1/leases", GOOD, "Idempotency-Key", "once");
        User.Answer other = bob.raw("POST", "/v1/leases", GOOD.replace("PT1H", "PT2H"), "Idempotency-Key", "once");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused(SandboxProcess sandbox) {
        String big = GOOD.replace("a test", "x".repeat(10 * 1024 * 1024));
        assertThat(User.of(sandbox, "bob").raw("POST", "/v1/leases", big).status())
                .isEqualTo(413);
    }

    @Test
    void a_token_that_nobody_issued_is_refused(SandboxProcess sandbox) {
        assertThat(User.withToken(sandbox, "not.a.token")
                        .raw("GET", "/v1/leases", null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_role_that_may_not_is_refused(SandboxProcess sandbox) throws ApiException {
        Lease asked = apply(sandbox);
        assertThat(User.of(sandbox, "fiona").raw("POST", "/v1/leases", GOOD).status())
                .isEqualTo(403);
        assertThat(User.of(sandbox, "bob")
                        .raw("POST", "/v1/leases/" + asked.getId() + "/approve", "{}", "If-Match", "*")
                        .status())
                .isEqualTo(403);
        assertThat(User.of(sandbox, "carol")
                        .raw("POST", "/v1/leases/" + asked.getId() + "/approve", "{}", "If-Match", "*")
                        .status())
                .isEqualTo(403);
    }

    private static Lease apply(SandboxProcess sandbox) throws ApiException {
        return User.of(sandbox, "bob").leases().applyForLease(Leases.ofTwoA10(), null, null);
    }

    private static long count(User user) {
        return user.raw("GET", "/v1/leases?pageSize=200", null)
                .json()
                .path("items")
                .size();
    }
}
