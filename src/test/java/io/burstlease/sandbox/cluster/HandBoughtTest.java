package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cloud.CloudServer;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandBoughtTest {

    @TempDir
    Path data;

    @Test
    void a_host_bought_by_hand_joins_under_its_host_name_and_gets_terway() throws Exception {
        ClusterOptions options = ClusterOptions.standard()
                .withDelays(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(3));
        try (CloudServer cloud = CloudServer.start(0, CloudWorld.sample(), data.resolve("cloud"), Clock.systemUTC());
                ClusterServer cluster = ClusterServer.start(
                        0, data.resolve("cluster"), cloud.baseUrl().toString(), Clock.systemUTC(), options);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(
                                Config.fromKubeconfig(cluster.adminKubeconfig().toFile()))
                        .build()) {
            String answer = client.raw("/sandbox/hand-bought", "POST", "{\"HostName\": \"gpu-old-1\"}");

            assertThat(answer).contains("InstanceIdSet");
            Await.until(
                    "the node",
                    Duration.ofSeconds(60),
                    () -> client.nodes().withName("gpu-old-1").get() != null);
            Node node = client.nodes().withName("gpu-old-1").get();
            assertThat(node.getSpec().getProviderID()).isNull();
            assertThat(node.getMetadata().getLabels()).containsEntry("alibabacloud.com/external", "true");
            Await.until(
                    "Terway",
                    Duration.ofSeconds(60),
                    () ->
                            client
                                    .pods()
                                    .inNamespace("kube-system")
                                    .withLabel("app", "terway-eniip")
                                    .list()
                                    .getItems()
                                    .stream()
                                    .anyMatch(pod ->
                                            "gpu-old-1".equals(pod.getSpec().getNodeName())));
        }
    }
}
