package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchReply;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes back when something between us and the cloud breaks; none of it may hang, spin or pass for an answer. */
@Timeout(120)
class WireFaultTests {

    /** Would pass for a purchase made and for a reading alike, were it not for how it comes. */
    private static final String FINE =
            "{\"RequestId\":\"R\",\"InstanceIdSets\":{\"InstanceIdSet\":[\"i-1\"]},\"Instances\":{\"Instance\":[]}}";

    private static final String AGAIN = FINE.replace("{\"RequestId\"", "{\"RequestId\":\"S\",\"RequestId\"");
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("truncated after a key", WireReply.ok("{\"RequestId\":")),
                Arguments.of("truncated in a string", WireReply.ok("{\"RequestId\":\"abc")),
                Arguments.of("truncated in an array", WireReply.ok("{\"A\":{\"B\":[")),
                Arguments.of("cut short of its length", WireReply.cutShort(FINE)),
                Arguments.of("an empty array", WireReply.ok("[]")),
                Arguments.of("an empty object", WireReply.ok("{}")),
                Arguments.of("a text in quotes", WireReply.ok("\"fine\"")),
                Arguments.of("two objects", WireReply.ok(FINE + "{}")),
                Arguments.of("a key twice", WireReply.ok(AGAIN)),
                Arguments.of("nested without end", WireReply.ok("{\"A\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
                Arguments.of("plain text", WireReply.of(200, "text/plain", "all is well")),
                Arguments.of("JSON labelled as text", WireReply.of(200, "text/plain", FINE)),
                Arguments.of("plain text labelled as JSON", WireReply.ok("all is well")),
                Arguments.of("no content type", WireReply.of(200, null, FINE)),
                Arguments.of("an empty body", WireReply.ok("")),
                Arguments.of("an empty 500", WireReply.of(500, null, "")),
                Arguments.of("an HTML 502", WireReply.of(502, "text/html", "<html>Bad Gateway</html>")),
                Arguments.of("an HTML 403", WireReply.of(403, "text/html", "<html>log in first</html>")),
                Arguments.of("a 503 without a code", WireReply.json(503, FINE)),
                Arguments.of("a redirect", WireReply.json(302, FINE)),
                Arguments.of("a reset", WireReply.reset()),
                Arguments.of("a hang", WireReply.hang()),
                Arguments.of("a trickle", WireReply.trickle()));
    }

    @Test
    void the_same_words_sent_whole_do_pass() {
        try (var cloud = new ScriptedCloud(WireReply.ok(FINE));
                var adapter = adapter(cloud)) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch())).isInstanceOf(LaunchReply.Bought.class);
            assertThat(adapter.hosts.list(List.of("vsw-b")).instances()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_purchase_is_unsettled_and_sent_once(String name, WireReply reply) {
        try (var cloud = new ScriptedCloud(reply);
                var adapter = adapter(cloud)) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch())).isInstanceOf(LaunchReply.Unsettled.class);
            assertThat(cloud.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void a_reading_fails_as_transient(String name, WireReply reply) {
        try (var cloud = new ScriptedCloud(reply);
                var adapter = adapter(cloud)) {
            assertThatThrownBy(() -> adapter.hosts.list(List.of("vsw-b")))
                    .isInstanceOfSatisfying(CloudException.class, failed -> {
                        assertThat(failed.family()).isEqualTo(Family.TRANSIENT);
                        assertThat(failed.code()).isNotBlank();
                    });
            assertThat(cloud.requests()).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void what_is_said_of_it_gives_no_secret_away(String name, WireReply reply) {
        try (var cloud = new ScriptedCloud(reply);
                var adapter = adapter(cloud)) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()).toString())
                    .doesNotContain("UserData", "IyEv", "testid", "Signature", "abcdef.0123456789abcdef");
        }
    }

    private static Adapter adapter(ScriptedCloud cloud) {
        return new Adapter(Adapter.settings(cloud.endpoint(), READ_TIMEOUT, Duration.ofSeconds(90), 4));
    }
}
