package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.Taint;
import io.burstlease.sandbox.cluster.ClusterServer;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesContractTests {

    private TestCluster cluster;
    private Fabric8Cluster service;
    private Nodes nodes;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = TestCluster.start(folder);
        service = cluster.service();
        nodes = service.nodes();
    }

    @AfterAll
    void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void a_node_is_read_with_all_the_product_looks_at() {
        Node made = cluster.makeNode("read");
        cluster.admin()
                .nodes()
                .withName(made.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"status":{
                          "capacity":{"nvidia.com/gpu":"8"},
                          "allocatable":{"nvidia.com/gpu":"8"},
                          "addresses":[{"type":"InternalIP","address":"10.1.0.5"}],
                          "conditions":[{"type":"Ready","status":"True"}],
                          "nodeInfo":{"kubeletVersion":"v1.32.4"}}}
                        """);

        NodeSeen seen = nodes.get(made.getMetadata().getName()).orElseThrow();

        assertThat(seen.uid()).isEqualTo(made.getMetadata().getUid());
        assertThat(seen.ready()).isTrue();
        assertThat(seen.gpus()).isEqualTo(8);
        assertThat(seen.internalIp()).isEqualTo("10.1.0.5");
        assertThat(seen.kubeletVersion()).isEqualTo("v1.32.4");
        assertThat(seen.unschedulable()).isFalse();
        assertThat(seen.labels()).containsEntry(TestCluster.LABEL, cluster.run());
        assertThat(seen.taints()).contains(new Taint("others.example.org/taint", "kept", "NoSchedule"));
    }

    @Test
    void nodes_are_listed_by_label_and_an_absent_one_is_absent() {
        Node made = cluster.makeNode("listed");

        assertThat(nodes.list(TestCluster.LABEL, cluster.run()))
                .extracting(NodeSeen::name)
                .contains(made.getMetadata().getName());
        assertThat(nodes.list(TestCluster.LABEL, "of-nobody")).isEmpty();
        assertThat(nodes.get(cluster.run() + "-absent")).isEmpty();
    }

    @Test
    void dressing_keeps_what_others_set_and_twice_is_once() {
        String name = cluster.makeNode("dressed").getMetadata().getName();
        nodes.dress(name, Map.of(), List.of(new Taint("burstlease.io/joining", "true", "NoSchedule")), List.of());

        for (int time = 1; time <= 2; time++) {
            nodes.dress(
                    name,
                    Map.of("node-restriction.kubernetes.io/burstlease-lease", "L1"),
                    List.of(new Taint("burstlease.io/lease", "L1", "NoSchedule")),
                    List.of("burstlease.io/joining"));
        }

        NodeSeen seen = nodes.get(name).orElseThrow();
        assertThat(seen.labels())
                .containsEntry("node-restriction.kubernetes.io/burstlease-lease", "L1")
                .containsEntry("others.example.org/label", "kept");
        assertThat(seen.taints())
                .contains(
                        new Taint("others.example.org/taint", "kept", "NoSchedule"),
                        new Taint("burstlease.io/lease", "L1", "NoSchedule"))
                .noneMatch(taint -> taint.key().equals("burstlease.io/joining"));
    }

    @Test
    void a_node_is_cordoned_and_uncordoned_any_number_of_times() {
        String name = cluster.makeNode("cordoned").getMetadata().getName();

        nodes.cordon(name, true);
        nodes.cordon(name, true);
        assertThat(nodes.get(name).orElseThrow().unschedulable()).isTrue();

        nodes.cordon(name, false);
        nodes.cordon(name, false);
        assertThat(nodes.get(name).orElseThrow().unschedulable()).isFalse();
    }

    @Test
    void an_absent_node_cannot_be_dressed_or_cordoned() {
        String absent = cluster.run() + "-absent";

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> nodes.cordon(absent, true))
                .extracting(ClusterException::family)
                .isEqualTo(Family.GONE);
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> nodes.dress(absent, Map.of("a", "b"), List.of(), List.of()))
                .extracting(ClusterException::family)
                .isEqualTo(Family.GONE);
    }

    @Test
    void a_label_no_node_can_have_is_refused_for_good() {
        String name = cluster.makeNode("refused").getMetadata().getName();

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> nodes.dress(name, Map.of("no label!", "x"), List.of(), List.of()))
                .extracting(ClusterException::family)
                .isEqualTo(Family.INVALID);
    }

    @Test
    void a_node_is_deleted_under_its_own_uid_only() {
        Node made = cluster.makeNode("deleted");
        String name = made.getMetadata().getName();

        assertThat(nodes.delete(name, "00000000-0000-0000-0000-000000000000")).isFalse();
        assertThat(nodes.get(name)).isPresent();

        assertThat(nodes.delete(name, made.getMetadata().getUid())).isTrue();
        assertThat(nodes.delete(name, made.getMetadata().getUid())).isTrue();
        assertThat(nodes.get(name)).isEmpty();
    }

    @Test
    void a_watch_tells_what_comes_what_changes_and_what_goes() throws Exception {
        Node first = cluster.makeNode("watched-first");
        List<String> told = new CopyOnWriteArrayList<>();
        try (AutoCloseable watch = watch(told)) {
            untilTold(told, "seen " + first.getMetadata().getName());
            Node second = cluster.makeNode("watched-second");
            String name = second.getMetadata().getName();
            untilTold(told, "seen " + name);

            nodes.cordon(name, true);
            untilTold(told, "cordoned " + name);

            nodes.delete(name, second.getMetadata().getUid());
            untilTold(told, "gone " + name);
        }
    }

    @Test
    void a_node_that_loses_the_label_is_not_told_as_gone() throws Exception {
        Node made = cluster.makeNode("unlabelled");
        String name = made.getMetadata().getName();
        List<String> told = new CopyOnWriteArrayList<>();
        try (AutoCloseable watch = watch(told)) {
            untilTold(told, "seen " + name);
            cluster.admin()
                    .nodes()
                    .withName(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"labels\":{\"" + TestCluster.LABEL + "\":null}}}");

            untilTold(told, "unlabelled " + name);
        }
        assertThat(told).doesNotContain("gone " + name);
    }

    @Test
    void a_watch_goes_on_after_its_place_in_history_expired() throws Exception {
        ClusterServer server = cluster.emulatedOr("its history cannot be compacted at will");
        Node first = cluster.makeNode("before-compaction");
        List<String> told = new CopyOnWriteArrayList<>();
        try (AutoCloseable watch = watch(told)) {
            untilTold(told, "seen " + first.getMetadata().getName());

            server.compact();
            Node second = cluster.makeNode("after-compaction");
            nodes.delete(first.getMetadata().getName(), first.getMetadata().getUid());

            untilTold(
                    told,
                    "seen " + second.getMetadata().getName(),
                    "gone " + first.getMetadata().getName());
        }
    }

    @Test
    void who_may_nothing_is_told_which_verb_on_which_resource_is_missing() {
        cluster.make(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(cluster.run())
                .withName("nobody")
                .endMetadata()
                .build());

        try (Fabric8Cluster nobody = cluster.service("nobody")) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> nobody.nodes().list(TestCluster.LABEL, cluster.run()))
                    .withMessageContaining("verb 'list' on resource 'nodes'")
                    .extracting(ClusterException::family)
                    .isEqualTo(Family.FORBIDDEN);
        }
    }

    private AutoCloseable watch(List<String> told) {
        return nodes.watch(
                TestCluster.LABEL,
                cluster.run(),
                node -> told.add(word(node) + " " + node.name()),
                name -> told.add("gone " + name));
    }

    private static String word(NodeSeen node) {
        if (!node.labels().containsKey(TestCluster.LABEL)) {
            return "unlabelled";
        }
        return node.unschedulable() ? "cordoned" : "seen";
    }

    private static void untilTold(List<String> told, String... sentences) {
        Poll.until(List.of(sentences) + " are told", TestCluster.SOON, () -> told.containsAll(List.of(sentences)));
    }
}
