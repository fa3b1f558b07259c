package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Api;
import io.burstlease.testing.TestDatabase;
import io.burstlease.time.HandSetClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTests extends HttpTest {

    private static final String GOOD = """
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "cap": {"amount": "12.5", "currency": "CNY"}}
            """;

    ProblemTests(TestDatabase database, HandSetClock clock) {
        super(database, clock);
    }

    @AfterEach
    void a_refused_request_has_changed_nothing() {
        assertThat(effects()).isZero();
    }

    @Test
    void a_problem_says_what_and_why_and_under_which_request() {
        Api.Answer answer = member().with("X-Request-Id", "my-request-1").get("/v1/probe/nothing");

        assertThat(answer).returns(404, Api.Answer::status).returns("not-found", Api.Answer::reason);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isEqualTo("my-request-1");
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/not-found");
        assertThat(answer.json().path("title").asString()).isEqualTo("Not Found");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("requestId").asString()).isEqualTo("my-request-1");
    }

    @Test
    void malformed_json_is_answered_with_line_and_column() {
        Api.Answer answer = member().post("/v1/probe/orders", "{\n  \"team\": \"vision\",\n  \"hosts\": 2,,\n}");

        assertThat(answer).returns(400, Api.Answer::status).returns("malformed-json", Api.Answer::reason);
        assertThat(answer.json().path("detail").asString()).contains("line 3, column 14");
    }

    @Test
    void json_that_goes_on_after_its_end_is_malformed() {
        assertThat(member().post("/v1/probe/orders", GOOD + "}"))
                .returns(400, Api.Answer::status)
                .returns("malformed-json", Api.Answer::reason);
    }

    @Test
    void a_name_that_stands_twice_is_malformed() {
        assertThat(member().post("/v1/probe/orders", GOOD.replace("\"hosts\"", "\"hosts\": 1, \"hosts\"")))
                .returns(400, Api.Answer::status)
                .returns("malformed-json", Api.Answer::reason);
    }

    @Test
    void everything_wrong_with_a_body_is_told_at_once() {
        Api.Answer answer = member().post("/v1/probe/orders", """
                {"team": " ", "hosts": 0, "kind": "MINING", "start": "tomorrow", "color": {"of": ["hat"]},
                 "cap": {"amount": "1e3", "currency": "CNY"},
                 "parts": [{"name": "a", "size": 1}, {"name": "", "size": 101, "weight": 3}, {"name": 5, "size": "two"}]}
                """);

        assertThat(answer).returns(400, Api.Answer::status).returns("invalid", Api.Answer::reason);
        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "team not-blank",
                        "hosts min",
                        "kind type",
                        "start type",
                        "color unknown-field",
                        "cap invalid-value",
                        "parts[1].name not-blank",
                        "parts[1].size max",
                        "parts[1].weight unknown-field",
                        "parts[2].name type",
                        "parts[2].size type");
    }

    @Test
    void an_unknown_field_is_refused_by_name_where_all_else_is_well() {
        assertThat(member().post("/v1/probe/orders", GOOD.replace("{\"team\"", "{\"tema\": 1, \"team\"")))
                .returns(400, Api.Answer::status)
                .returns(List.of("tema unknown-field"), Api.Answer::faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind": "TRAINING"}                                                    | hosts min; team not-blank
            {"team": "vision", "hosts": null, "kind": "TRAINING"}                   | hosts min
            {"team": "vision", "hosts": "2", "kind": "TRAINING"}                    | hosts type
            {"team": "vision", "hosts": 2.5, "kind": "TRAINING"}                    | hosts type
            {"team": "vision", "hosts": 99999999999, "kind": "TRAINING"}            | hosts type
            {"team": ["vision"], "hosts": 2, "kind": "TRAINING"}                    | team type
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "cap": 12}           | cap type
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "cap": {}}           | cap invalid-value
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "cap": {"amount": 12.5, "currency": "CNY"}} | cap.amount type
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "cap": {"amount": "1", "currency": "XYZW"}} | cap invalid-value
            {"team": "vision", "hosts": 2, "kind": "TRAINING", "parts": "none"}     | parts type
            {"team": "a\\u0000b", "hosts": 2, "kind": "TRAINING", "parts": [{"name": "\\ud83d", "size": 1}]} | team characters; parts[0].name characters
            []                                                                      | body type
            7                                                                       | body type
            """)
    void a_value_of_another_kind_is_refused_where_it_stands(String body, String faults) {
        Api.Answer answer = member().post("/v1/probe/orders", body);

        assertThat(answer).returns(400, Api.Answer::status).returns("invalid", Api.Answer::reason);
        assertThat(String.join("; ", answer.faults())).isEqualTo(faults);
    }

    @Test
    void what_is_nested_without_end_is_malformed_and_says_so_in_its_own_words() {
        Api.Answer answer = member().post("/v1/probe/orders", "[".repeat(100_000));

        assertThat(answer).returns(400, Api.Answer::status).returns("malformed-json", Api.Answer::reason);
        assertThat(answer.json().path("detail").asString())
                .contains("nesting depth")
                .doesNotContain("`");
    }

    @ParameterizedTest
    @CsvSource({"''", "null"})
    void a_body_must_be_there(String body) {
        assertThat(member().post("/v1/probe/orders", body))
                .returns(400, Api.Answer::status)
                .returns(List.of("body required"), Api.Answer::faults);
    }

    @Test
    void other_verbs_forms_and_places_are_refused_as_what_they_are() {
        Api.Answer verb = member().delete("/v1/probe/caller");
        assertThat(verb).returns(405, Api.Answer::status).returns("method-not-allowed", Api.Answer::reason);
        assertThat(verb.header("Allow")).contains("GET");

        assertThat(member().with("Content-Type", "text/csv").post("/v1/probe/orders", "a,b"))
                .returns(415, Api.Answer::status)
                .returns("unsupported-media-type", Api.Answer::reason);
        assertThat(member().with("Accept", "application/pdf").get("/v1/probe/caller"))
                .returns(406, Api.Answer::status)
                .returns("not-acceptable", Api.Answer::reason);
        assertThat(member().get("/elsewhere"))
                .returns(404, Api.Answer::status)
                .returns("not-found", Api.Answer::reason);
        assertThat(member().delete("/v1/probe/orders/seven"))
                .returns(400, Api.Answer::status)
                .returns(List.of("id type"), Api.Answer::faults);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused() {
        Api.Answer answer = member().post("/v1/probe/orders", "x".repeat(10 << 20));

        assertThat(answer).returns(413, Api.Answer::status).returns("body-too-large", Api.Answer::reason);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused_before_it_is_there() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /v1/probe/orders HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 10485760\r
                    \r
                    {"team": """.getBytes(StandardCharsets.UTF_8));
            out.flush();

            assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void a_body_that_does_not_state_its_length_is_refused_once_it_is_too_long() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/probe/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer "
                            + io.burstlease.testing.TestIssuer.token("mia", Role.MEMBER)
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < 20; sent++) {
                out.write(chunk);
            }
            out.flush();

            assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void somebody_else_was_faster_is_a_conflict() {
        assertThat(member().get("/v1/probe/lost"))
                .returns(409, Api.Answer::status)
                .returns("changed-meanwhile", Api.Answer::reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "transaction", "lock"})
    void a_database_that_does_not_answer_is_told_with_when_to_try_again(String how) {
        Api.Answer answer = member().get("/v1/probe/away/" + how);

        assertThat(answer).returns(503, Api.Answer::status).returns("unavailable", Api.Answer::reason);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("db.internal");
    }

    @Test
    void an_unexpected_failure_tells_its_id_and_nothing_of_what_is_inside() {
        Api.Answer answer = member().get("/v1/probe/broken");

        assertThat(answer).returns(500, Api.Answer::status).returns("internal", Api.Answer::reason);
        assertThat(answer.json().path("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("IllegalState");
    }

    @Test
    void the_type_of_a_problem_leads_to_what_it_means() {
        assertThat(nobody().get("/problems/idempotency-key-reused").body()).contains("Idempotency-Key was used");
    }

    @Test
    void a_path_that_tries_to_climb_is_refused() {
        Api.Answer answer = member().get("/v1/probe/%2e%2e/%2fetc");

        assertThat(answer).returns(400, Api.Answer::status).returns("invalid", Api.Answer::reason);
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int one = in.read(); one >= 0 && one != '\r'; one = in.read()) {
            line.append((char) one);
        }
        return line.toString();
    }
}
