package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Api;
import io.burstlease.testing.TestDatabase;
import io.burstlease.time.HandSetClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTests extends HttpTest {

    private static final String LIST = "/v1/probe/list?kind=TRAINING";

    ListTests(TestDatabase database, HandSetClock clock) {
        super(database, clock);
    }

    @Test
    void pages_follow_one_another_to_the_last() {
        Api.Answer first = member().get(LIST + "&pageSize=2");
        Api.Answer second = member().get(LIST + "&pageSize=2&pageToken=" + token(first));
        Api.Answer last = member().get(LIST + "&pageSize=2&pageToken=" + token(second));

        assertThat(items(first)).containsExactly("1", "2");
        assertThat(items(second)).containsExactly("3", "4");
        assertThat(items(last)).containsExactly("5");
        assertThat(last.json().has("nextPageToken")).isFalse();
    }

    @Test
    void a_page_that_is_just_full_is_the_last() {
        assertThat(member().get(LIST + "&pageSize=5").json().has("nextPageToken"))
                .isFalse();
    }

    @Test
    void a_token_of_another_list_is_refused() {
        assertThat(member().get("/v1/probe/other-list?pageToken=" + token(member().get(LIST + "&pageSize=2"))))
                .returns(400, Api.Answer::status)
                .returns(List.of("pageToken foreign-token"), Api.Answer::faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "not+base64!", "AAAAAAAAAAAAAAAA", "_____w"})
    void a_garbled_token_is_refused(String token) {
        assertThat(member().get("/v1/probe/other-list?pageToken=" + token))
                .returns(400, Api.Answer::status)
                .returns(List.of("pageToken foreign-token"), Api.Answer::faults);
    }

    @Test
    void a_token_with_one_letter_changed_is_refused() {
        String token = token(member().get(LIST + "&pageSize=2"));
        for (int at = 0; at < token.length(); at++) {
            String changed = token.substring(0, at) + (token.charAt(at) == 'B' ? 'Q' : 'B') + token.substring(at + 1);
            assertThat(member().get(LIST + "&pageToken=" + changed)).as(changed).returns(400, Api.Answer::status);
        }
    }

    @Test
    void a_key_that_the_list_cannot_read_is_refused() {
        String token = new Cursor("probe", List.of("three")).token();

        assertThat(member().get(LIST + "&pageToken=" + token))
                .returns(400, Api.Answer::status)
                .returns(List.of("pageToken foreign-token"), Api.Answer::faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "two", "", "99999999999"})
    void a_page_has_1_to_200_items(String size) {
        assertThat(member().get(LIST + "&pageSize=" + size))
                .returns(400, Api.Answer::status)
                .returns(List.of("pageSize range"), Api.Answer::faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                   | kind required
            kind=MINING                                          | kind type
            kind=TRAINING&kind=SERVING                           | kind repeated
            kind=TRAINING&colour=red                             | colour unknown-parameter
            from=yesterday&Kind=TRAINING&pagesize=2              | kind required; from type; Kind unknown-parameter; pagesize unknown-parameter
            """)
    void everything_wrong_with_the_parameters_is_told_at_once(String query, String faults) {
        Api.Answer answer = member().get("/v1/probe/list?" + query);

        assertThat(answer).returns(400, Api.Answer::status).returns("invalid", Api.Answer::reason);
        assertThat(String.join("; ", answer.faults())).isEqualTo(faults);
    }

    @Test
    void a_parameter_that_is_a_list_may_be_repeated() {
        assertThat(member().get(LIST + "&state=ACTIVE&state=RELEASED&from=2026-03-01T08:00:00%2B08:00"))
                .returns(200, Api.Answer::status);
    }

    private static String token(Api.Answer answer) {
        return answer.json().path("nextPageToken").asString();
    }

    private static List<String> items(Api.Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.asString())
                .toList();
    }
}
