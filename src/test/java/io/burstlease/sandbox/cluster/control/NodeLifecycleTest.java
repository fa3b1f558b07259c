package io.burstlease.sandbox.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.object.WriteOptions;
import io.burstlease.sandbox.cluster.store.Journal;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Kinds;
import io.burstlease.sandbox.cluster.store.Moments;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class NodeLifecycleTest {

    private static final WriteOptions BY = WriteOptions.component("test");

    private final HandClock clock = new HandClock();
    private final Registry registry = new Registry(new ObjectStore(new Journal(null)), new Kinds(), clock);
    private final ClusterView view = new ClusterView(registry, new Deletion(registry), "test");
    private final NodeLifecycle lifecycle = new NodeLifecycle(view, Duration.ofSeconds(50));

    /** Stands still until it is moved. */
    private static final class HandClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void world() {
        create("namespaces", "", Json.parse("{\"metadata\":{\"name\":\"default\"}}"));
        create("serviceaccounts", "default", Json.parse("{\"metadata\":{\"name\":\"default\"}}"));
    }

    private void create(String resource, String namespace, ObjectNode object) {
        Kind kind = registry.kinds().of(resource);
        registry.create(kind, namespace, object, BY);
    }

    private void aNode(String name) {
        create("nodes", "", Json.parse("{\"metadata\":{\"name\":\"" + name + "\"}}"));
        beat(name);
    }

    private void beat(String name) {
        ObjectNode node = node(name);
        view.status("nodes", node, status -> {
            view.condition(status, "Ready", "True", "KubeletReady", "");
            Json.objects(status, "conditions")
                    .forEach(each -> each.put("lastHeartbeatTime", Moments.seconds(clock.now)));
        });
    }

    private void aPod(String name, String node) {
        create("pods", "default", Json.parse("""
                        {"metadata":{"name":"%s"},"spec":{"nodeName":"%s","containers":[{"name":"c","image":"i"}],
                         "tolerations":[{"key":"node.kubernetes.io/unreachable","operator":"Exists",
                                         "effect":"NoExecute","tolerationSeconds":5}]}}
                        """.formatted(name, node)));
    }

    private ObjectNode node(String name) {
        return Objects.requireNonNull(view.find("nodes", "", name));
    }

    private List<String> taints(String name) {
        return Json.objects(node(name), "spec", "taints")
                .map(each ->
                        Json.text(each, "key").replace("node.kubernetes.io/", "") + ":" + Json.text(each, "effect"))
                .toList();
    }

    private boolean deleting(String pod) {
        return Json.deleting(Objects.requireNonNull(view.find("pods", "default", pod)));
    }

    private void pass(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
    }

    @Test
    void a_silent_node_is_unknown_after_its_time_and_its_pods_go_when_their_tolerance_ends() {
        aNode("silent");
        aNode("loud");
        aPod("p", "silent");
        lifecycle.reconcile();
        assertThat(taints("silent")).isEmpty();

        pass(50);
        beat("loud");
        lifecycle.reconcile();
        assertThat(ClusterView.condition(node("silent"), "Ready")).isEqualTo("True");
        pass(1);
        lifecycle.reconcile();
        assertThat(ClusterView.condition(node("silent"), "Ready")).isEqualTo("Unknown");
        assertThat(taints("silent")).containsExactly("unreachable:NoSchedule", "unreachable:NoExecute");
        assertThat(taints("loud")).isEmpty();
        assertThat(deleting("p")).isFalse();
        pass(6);
        lifecycle.reconcile();
        assertThat(deleting("p")).isTrue();
    }

    @Test
    void the_only_node_of_a_cluster_gets_no_no_execute_taint_and_keeps_its_pods() {
        aNode("silent");
        aPod("p", "silent");
        lifecycle.reconcile();
        pass(3600);
        lifecycle.reconcile();
        lifecycle.reconcile();
        assertThat(taints("silent")).containsExactly("unreachable:NoSchedule");
        assertThat(deleting("p")).isFalse();
    }

    @Test
    void a_node_that_speaks_again_loses_its_taints_and_keeps_those_of_others() {
        aNode("n");
        aNode("other");
        view.change(
                "nodes",
                node("n"),
                node -> Json.list(Json.child(node, "spec"), "taints")
                        .add(Json.of("key", "burstlease.io/lease", "value", "l-1", "effect", "NoSchedule")));
        pass(60);
        beat("other");
        lifecycle.reconcile();
        assertThat(taints("n")).contains("unreachable:NoExecute", "burstlease.io/lease:NoSchedule");
        beat("n");
        lifecycle.reconcile();
        assertThat(taints("n")).containsExactly("burstlease.io/lease:NoSchedule");
    }
}
