package io.burstlease.cluster.fabric8;

import static io.burstlease.cluster.fabric8.Fixtures.event;
import static io.burstlease.cluster.fabric8.Fixtures.node;
import static io.burstlease.cluster.fabric8.Fixtures.nodes;
import static io.burstlease.cluster.fabric8.ScriptedApi.dropped;
import static io.burstlease.cluster.fabric8.ScriptedApi.json;
import static io.burstlease.cluster.fabric8.ScriptedApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Poll;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeWatchTests {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String LIST = "GET /api/v1/nodes";
    private static final String WATCH = "WATCH /api/v1/nodes";
    private static final String EXPIRED =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Expired\",\"message\":\"too old\",\"code\":410}";

    @TempDir
    Path folder;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private ScriptedApi api;
    private Fabric8Cluster cluster;

    @BeforeEach
    void start() {
        api = new ScriptedApi(folder);
        cluster = connect(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        end.countDown();
        cluster.close();
        api.close();
    }

    @Test
    void what_is_there_and_what_changes_is_told() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4)))).on(WATCH, stream(event("ADDED", node("n2", "u2", 6))));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "seen n2");
        }
        assertThat(api.asked("WATCH").getFirst().query()).contains("resourceVersion=5");
    }

    @Test
    void an_expired_watch_starts_again_from_a_list_and_tells_a_deletion_that_happened_meanwhile() throws Exception {
        api.on(
                        LIST,
                        json(200, nodes(5, node("n1", "u1", 4), node("n2", "u2", 4))),
                        json(200, nodes(90, node("n2", "u2", 4))))
                .on(WATCH, streamThenEnd(event("ERROR", EXPIRED)), stream(""));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "seen n2", "gone n1");
        }
        assertThat(told).doesNotContain("gone n2");
    }

    @Test
    void a_watch_refused_with_410_starts_again_from_a_list() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4))), json(200, nodes(90)))
                .on(WATCH, status(410, "Expired", "too old resource version"), stream(""));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "gone n1");
        }
    }

    @Test
    void a_connection_dropped_in_the_middle_of_an_event_loses_nothing() throws Exception {
        api.on(
                        LIST,
                        json(200, nodes(5, node("n1", "u1", 4))),
                        json(200, nodes(7, node("n1", "u1", 4), node("n2", "u2", 6))))
                .on(
                        WATCH,
                        streamThenEnd("{\"type\":\"ADDED\",\"obj"),
                        dropped(),
                        stream(event("ADDED", node("n2", "u2", 6)) + event("ADDED", node("n3", "u3", 8))));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "seen n2", "seen n3");
        }
    }

    @Test
    void server_errors_at_list_and_watch_are_waited_out() throws Exception {
        api.on(LIST, status(500, "InternalError", "etcd"), dropped(), json(200, nodes(5, node("n1", "u1", 4))))
                .on(WATCH, status(503, "ServiceUnavailable", "later"), stream(event("ADDED", node("n2", "u2", 6))));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "seen n2");
        }
    }

    @Test
    void a_node_deleted_while_watched_is_told_as_gone() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4)))).on(WATCH, stream(event("DELETED", node("n1", "u1", 6))));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "gone n1");
        }
    }

    @Test
    void a_node_that_only_lost_the_label_is_not_gone() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4))))
                .on(WATCH, stream(event("DELETED", node("n1", "u1", 6))))
                .on("GET /api/v1/nodes/n1", json(200, node("n1", "u1", 6)));

        try (AutoCloseable watch = watch()) {
            Poll.until("n1 is told twice", SOON, () -> told.size() == 2);
        }
        assertThat(told).containsExactly("seen n1", "seen n1");
    }

    @Test
    void whether_a_node_is_gone_is_asked_again_while_nobody_answers() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4))))
                .on(WATCH, stream(event("DELETED", node("n1", "u1", 6))))
                .on("GET /api/v1/nodes/n1", status(500, "InternalError", "etcd"), status(404, "NotFound", "gone"));

        try (AutoCloseable watch = watch()) {
            untilTold("seen n1", "gone n1");
        }
    }

    @Test
    void a_node_made_anew_under_its_old_name_during_a_gap_was_gone() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4))), json(200, nodes(90, node("n1", "u9", 80))))
                .on(WATCH, streamThenEnd(event("ERROR", EXPIRED)), stream(""));

        try (AutoCloseable watch = watch()) {
            Poll.until("n1 is told three times", SOON, () -> told.size() == 3);
        }
        assertThat(told).containsExactly("seen n1", "gone n1", "seen n1");
    }

    @Test
    void all_that_is_known_is_told_again_every_so_often() throws Exception {
        cluster.close();
        cluster = connect(Duration.ofMillis(200));
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4)))).on(WATCH, stream(""));

        try (AutoCloseable watch = watch()) {
            Poll.until("n1 is told three times", SOON, () -> told.size() >= 3);
        }
        assertThat(api.asked("GET")).hasSize(1);
    }

    @Test
    void a_closed_watch_asks_no_more() throws Exception {
        api.on(LIST, json(200, nodes(5, node("n1", "u1", 4)))).on(WATCH, streamThenEnd(""));
        AutoCloseable watch = watch();
        untilTold("seen n1");

        watch.close();

        int asked = api.asked().size();
        assertThat(Poll.atMost(Duration.ofMillis(500), () -> api.asked().size() > asked + 1))
                .isFalse();
    }

    private AutoCloseable watch() {
        return cluster.nodes()
                .watch("pool", "cloud", node -> told.add("seen " + node.name()), name -> told.add("gone " + name));
    }

    private void untilTold(String... sentences) {
        Poll.until("told " + List.of(sentences), SOON, () -> told.containsAll(List.of(sentences)));
    }

    private Fabric8Cluster connect(Duration retell) {
        return Fabric8Cluster.connect(new ClusterSettings(
                api.kubeconfig(),
                null,
                null,
                "system:bootstrappers:burstlease",
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                retell));
    }

    private ScriptedApi.Answer stream(String events) {
        return exchange -> {
            write(exchange, events);
            await();
        };
    }

    private static ScriptedApi.Answer streamThenEnd(String events) {
        return exchange -> write(exchange, events);
    }

    private static void write(com.sun.net.httpserver.HttpExchange exchange, String events) throws java.io.IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
