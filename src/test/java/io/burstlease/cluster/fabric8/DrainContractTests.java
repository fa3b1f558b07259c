package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.PodSeen;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a node without a kubelet, so that what becomes of a pod is this test's to say, on a real cluster too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainContractTests {

    private TestCluster cluster;
    private Fabric8Cluster service;
    private Drain drain;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = TestCluster.start(folder);
        service = cluster.service();
        drain = service.drain();
        Poll.until(
                "the namespace has its default account",
                TestCluster.SOON,
                () -> cluster.admin()
                                .serviceAccounts()
                                .inNamespace(cluster.run())
                                .withName("default")
                                .get()
                        != null);
    }

    @AfterAll
    void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void a_drain_moves_bare_pods_and_leaves_daemons_mirrors_and_what_has_completed() {
        String node = cluster.makeNode("mixed").getMetadata().getName();
        hasRoom(node);
        makePod(node, "bare", "None");
        makePod(node, "mirror", "Mirror");
        running(makePod(node, "done", "None"), "Succeeded");
        makeDaemon(node);

        Poll.until(
                "the daemon's pod is on the node",
                TestCluster.SOON,
                () -> drain.everyPod(node).stream().anyMatch(pod -> pod.name().startsWith("daemon-")));
        assertThat(drain.pods(node)).singleElement().satisfies(pod -> {
            assertThat(pod.name()).isEqualTo("bare");
            assertThat(pod.owner()).isNull();
            assertThat(pod.localData()).isTrue();
            assertThat(pod.terminating()).isFalse();
        });
        assertThat(drain.everyPod(node))
                .filteredOn(pod -> pod.namespace().equals(cluster.run()))
                .extracting(PodSeen::name)
                .contains("bare", "mirror")
                .doesNotContain("done")
                .hasSize(3);
        assertThat(drain.everyPod(node))
                .filteredOn(pod -> pod.name().startsWith("daemon-"))
                .extracting(PodSeen::owner)
                .containsExactly("DaemonSet/daemon");
    }

    @Test
    void pods_of_other_nodes_are_not_seen() {
        String node = cluster.makeNode("empty").getMetadata().getName();
        makePod(cluster.makeNode("full").getMetadata().getName(), "elsewhere", "None");

        assertThat(drain.everyPod(node)).isEmpty();
    }

    @Test
    void an_eviction_that_a_budget_forbids_names_it_and_passes_once_the_budget_allows_it() {
        String node = cluster.makeNode("guarded").getMetadata().getName();
        running(makePod(node, "guarded", "None"), "Running");
        PodDisruptionBudget budget = cluster.make(new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace(cluster.run())
                .withName("gang")
                .endMetadata()
                .withNewSpec()
                .withNewMinAvailable(1)
                .withNewSelector()
                .addToMatchLabels("pod", "guarded")
                .endSelector()
                .endSpec()
                .build());
        Poll.until("the budget has counted its pod", TestCluster.SOON, () -> counted(budget));
        PodSeen pod = drain.pods(node).getFirst();

        assertThat(drain.evict(pod)).isInstanceOfSatisfying(Eviction.Blocked.class, blocked -> {
            assertThat(blocked.budget()).isEqualTo("gang");
            assertThat(blocked.message()).isNotBlank();
        });

        cluster.admin().resource(budget).delete();
        Poll.until("the pod is evicted", TestCluster.SOON, () -> !(drain.evict(pod) instanceof Eviction.Blocked));
        Poll.until(
                "the pod is going",
                TestCluster.SOON,
                () -> drain.pods(node).stream().allMatch(PodSeen::terminating));
    }

    @Test
    void a_pod_that_is_not_there_or_another_of_its_name_is_gone_already() {
        String node = cluster.makeNode("replaced").getMetadata().getName();
        makePod(node, "replaced", "None");
        PodSeen first = drain.pods(node).getFirst();
        drain.delete(first, 0);
        Poll.until(
                "the first pod is gone",
                TestCluster.SOON,
                () -> drain.everyPod(node).isEmpty());

        assertThat(drain.evict(first)).isEqualTo(new Eviction.AlreadyGone());
        drain.delete(first, 0);

        makePod(node, "replaced", "None");
        assertThat(drain.evict(first)).isEqualTo(new Eviction.AlreadyGone());
        drain.delete(first, 0);
        assertThat(drain.pods(node)).hasSize(1).noneMatch(PodSeen::terminating);
    }

    private Pod makePod(String node, String name, String kind) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(cluster.run())
                .withName(name)
                .addToLabels("pod", name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withTerminationGracePeriodSeconds(0L)
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName("c")
                .withImage("registry.invalid/none")
                .endContainer()
                .endSpec();
        if (kind.equals("Mirror")) {
            pod.editMetadata()
                    .addToAnnotations("kubernetes.io/config.mirror", "by-hand")
                    .endMetadata();
        } else {
            pod.editSpec()
                    .addNewVolume()
                    .withName("scratch")
                    .withNewEmptyDir()
                    .endEmptyDir()
                    .endVolume()
                    .endSpec();
        }
        return cluster.make(pod.build());
    }

    /** By a patch: a controller may have written to the pod since it was made. */
    private void running(Pod pod, String phase) {
        String ready = phase.equals("Running") ? "True" : "False";
        cluster.admin()
                .pods()
                .inNamespace(cluster.run())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"status\":{\"phase\":\"%s\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}]}}"
                                .formatted(phase, ready));
    }

    private boolean counted(PodDisruptionBudget budget) {
        var status = cluster.admin().resource(budget).get().getStatus();
        return status != null
                && status.getObservedGeneration() != null
                && Integer.valueOf(1).equals(status.getCurrentHealthy());
    }

    /** A scheduler places nothing on a node that has room for no pod. */
    private void hasRoom(String node) {
        cluster.admin()
                .nodes()
                .withName(node)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"capacity\":{\"pods\":\"10\"},\"allocatable\":{\"pods\":\"10\"}}}");
    }

    private void makeDaemon(String node) {
        String daemon = """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: daemon, namespace: %s}
                spec:
                  selector: {matchLabels: {pod: daemon}}
                  template:
                    metadata: {labels: {pod: daemon}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      tolerations: [{operator: Exists}]
                      containers: [{name: c, image: registry.invalid/none}]
                      affinity:
                        nodeAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            nodeSelectorTerms:
                              - matchFields: [{key: metadata.name, operator: In, values: [%s]}]
                """.formatted(cluster.run(), node);
        cluster.make(Serialization.unmarshal(daemon, DaemonSet.class));
    }
}
