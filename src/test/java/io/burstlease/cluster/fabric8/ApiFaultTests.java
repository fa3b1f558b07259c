package io.burstlease.cluster.fabric8;

import static io.burstlease.cluster.fabric8.ScriptedApi.dropped;
import static io.burstlease.cluster.fabric8.ScriptedApi.json;
import static io.burstlease.cluster.fabric8.ScriptedApi.plain;
import static io.burstlease.cluster.fabric8.ScriptedApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Taint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiFaultTests {

    private static final String NODE = "/api/v1/nodes/n1";
    private static final String NODES = "/api/v1/nodes";
    private static final String SECRETS = "/api/v1/namespaces/kube-system/secrets";

    @TempDir
    Path folder;

    private ScriptedApi api;
    private Fabric8Cluster cluster;

    @BeforeEach
    void start() {
        api = new ScriptedApi(folder);
        ClusterSettings defaults = ClusterSettings.of(api.kubeconfig());
        cluster = Fabric8Cluster.connect(new ClusterSettings(
                defaults.kubeconfig(),
                null,
                null,
                defaults.bootstrapGroup(),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                Duration.ofMinutes(5)));
    }

    @AfterEach
    void stop() {
        cluster.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID",
        "401, FORBIDDEN",
        "403, FORBIDDEN",
        "409, CONFLICT",
        "410, UNAVAILABLE",
        "415, INVALID",
        "422, INVALID",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE"
    })
    void each_refusal_is_of_the_family_that_says_what_to_do_next(int code, Family family) {
        api.on("GET " + NODE, status(code, "Any", "no"));

        assertFamily(family, () -> cluster.nodes().get("n1"));
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    void nothing_is_asked_twice_behind_the_callers_back(int code) {
        api.on("GET " + NODE, plain(code, "later"));

        assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().get("n1"));
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void a_dropped_connection_is_no_answer() {
        api.on("DELETE " + NODE, dropped());

        assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().delete("n1", "u1"));
        assertThat(api.asked("DELETE")).hasSize(1);
    }

    @Test
    void a_server_that_stays_silent_is_given_up_after_the_timeout() {
        CountDownLatch never = new CountDownLatch(1);
        api.on("GET " + NODE, exchange -> await(never));
        try {
            assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().get("n1"));
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_page_of_a_proxy_is_not_an_empty_cluster() {
        api.on("GET " + NODES, plain(200, "<html>maintenance</html>"), json(200, "{}"));

        assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().list("pool", "cloud"));
        assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().list("pool", "cloud"));
    }

    @Test
    void a_refusal_by_rbac_names_verb_and_resource_even_if_the_server_does_not() {
        api.on("PATCH " + NODE, status(403, "Forbidden", "no"));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> cluster.nodes().cordon("n1", true))
                .withMessageContaining("'patch'")
                .withMessageContaining("'nodes'")
                .withMessageContaining("n1");
    }

    @Test
    void a_list_whose_token_expired_between_pages_is_read_again_from_its_beginning() {
        String first = Fixtures.nodes(5, Fixtures.node("n1", "u1", 1))
                .replace("\"resourceVersion\":\"5\"", "\"resourceVersion\":\"5\",\"continue\":\"more\"");
        api.on(
                "GET " + NODES,
                json(200, first),
                status(410, "Expired", "The provided continue parameter is too old"),
                json(200, first),
                json(200, Fixtures.nodes(5, Fixtures.node("n2", "u2", 2))));

        assertThat(cluster.nodes().list("pool", "cloud"))
                .extracting(NodeSeen::name)
                .containsExactly("n1", "n2");
    }

    @Test
    void a_list_whose_second_page_fails_is_no_list() {
        String first = Fixtures.nodes(5, Fixtures.node("n1", "u1", 1))
                .replace("\"resourceVersion\":\"5\"", "\"resourceVersion\":\"5\",\"continue\":\"more\"");
        api.on("GET " + NODES, json(200, first), status(500, "InternalError", "etcd"));

        assertFamily(Family.UNAVAILABLE, () -> cluster.nodes().list("pool", "cloud"));
    }

    @Test
    void dressing_reads_again_when_somebody_wrote_in_between_and_gives_up_after_five() {
        api.on("GET " + NODE, json(200, Fixtures.node("n1", "u1", 7)))
                .on("PATCH " + NODE, status(409, "Conflict", "modified"), json(200, Fixtures.node("n1", "u1", 8)));

        dress();

        assertThat(api.asked("PATCH")).hasSize(2).allSatisfy(patch -> {
            assertThat(patch.contentType()).startsWith("application/merge-patch+json");
            assertThat(patch.query()).contains("fieldManager=burstlease");
            assertThat(patch.body()).contains("\"resourceVersion\":\"7\"");
        });

        api.on("PATCH " + NODE, status(409, "Conflict", "modified"));
        assertFamily(Family.CONFLICT, this::dress);
        assertThat(api.asked("PATCH")).hasSize(7);
    }

    @Test
    void dressing_or_cordoning_an_absent_node_says_gone() {
        assertFamily(Family.GONE, this::dress);
        assertFamily(Family.GONE, () -> cluster.nodes().cordon("n1", false));
    }

    @Test
    void a_node_is_deleted_only_under_its_uid() {
        api.on("DELETE " + NODE, status(409, "Conflict", "the UID in the precondition does not match"))
                .on("GET " + NODE, json(200, Fixtures.node("n1", "u2", 9)));

        assertThat(cluster.nodes().delete("n1", "u1")).isFalse();
        assertThat(api.asked("DELETE").getFirst().body()).contains("\"uid\":\"u1\"");
    }

    @Test
    void a_node_that_was_gone_before_is_absent() {
        assertThat(cluster.nodes().delete("n1", "u1")).isTrue();
    }

    @Test
    void a_token_is_made_or_replaced_without_leave_to_read_secrets() {
        api.on("POST " + SECRETS, status(409, "AlreadyExists", "exists"))
                .on(
                        "PUT " + SECRETS + "/bootstrap-token-abc123",
                        json(200, "{\"kind\":\"Secret\",\"apiVersion\":\"v1\"}"));

        cluster.joining().putToken(token("system:bootstrappers:burstlease"));

        assertThat(api.asked()).extracting(ScriptedApi.Asked::method).containsExactly("POST", "PUT");
        assertThat(api.asked("PUT").getFirst().body()).doesNotContain("resourceVersion");
    }

    @Test
    void a_token_of_a_group_with_automatic_approval_is_refused() {
        assertFamily(
                Family.INVALID,
                () -> cluster.joining().putToken(token("system:bootstrappers:kubeadm:default-node-token")));
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void erasing_a_token_that_is_not_there_is_fine() {
        cluster.joining().eraseToken("abc123");

        assertThat(api.asked("DELETE")).hasSize(1);
    }

    @Test
    void a_joining_host_pins_the_public_key_of_the_ca_as_openssl_computes_it() {
        api.on("GET /version", json(200, "{\"major\":\"1\",\"minor\":\"32\",\"gitVersion\":\"v1.32.4\"}"));

        assertThat(cluster.joining().apiServer())
                .hasToString("ApiServer[endpoint=127.0.0.1:" + api.port()
                        + ", caCertHash=sha256:25cd4890b67d9879bedf489ae98c3028e3c1c9f879c9ecd4472cbb3558729414"
                        + ", kubernetesVersion=v1.32.4]");
    }

    private void dress() {
        cluster.nodes().dress("n1", Map.of("lease", "L1"), List.of(new Taint("lease", "L1", "NoSchedule")), List.of());
    }

    private static BootstrapToken token(String group) {
        return new BootstrapToken(
                "abc123", "0123456789abcdef", Instant.parse("2026-11-23T15:00:00.123Z"), group, "launch 1");
    }

    private static void assertFamily(Family family, ThrowingCallable call) {
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(call)
                .extracting(ClusterException::family)
                .isEqualTo(family);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
