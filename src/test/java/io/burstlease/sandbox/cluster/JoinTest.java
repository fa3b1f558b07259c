package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestConditionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTest {

    private static final String NODE = "cn-shanghai.i-1";

    @TempDir
    Path data;

    private FakeCloud cloud;
    private ClusterServer cluster;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        cloud = new FakeCloud();
        startCluster(0);
    }

    private void startCluster(int port) {
        ClusterOptions options = ClusterOptions.standard()
                .withDelays(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(3));
        cluster = ClusterServer.start(port, data, cloud.url(), Clock.systemUTC(), options);
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.adminKubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        cluster.close();
        cloud.close();
    }

    private boolean reported(String phase) {
        return cloud.reports().stream()
                .anyMatch(each -> each.startsWith("Bearer s3cret launch=l-1&instance=i-1&phase=" + phase + "&"));
    }

    private void token(String groups) {
        client.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("bootstrap-token-abcdef")
                        .withNamespace("kube-system")
                        .endMetadata()
                        .withType("bootstrap.kubernetes.io/token")
                        .addToStringData("token-id", "abcdef")
                        .addToStringData("token-secret", "0123456789abcdef")
                        .addToStringData("expiration", "2099-01-01T00:00:00Z")
                        .addToStringData("usage-bootstrap-authentication", "true")
                        .addToStringData("usage-bootstrap-signing", "true")
                        .addToStringData("auth-extra-groups", groups)
                        .build())
                .create();
    }

    private String userData(String hash) {
        return """
                #!/bin/bash
                set -euo pipefail
                BURSTLEASE_LAUNCH='l-1'
                BURSTLEASE_REPORT_URL=%s/report
                BURSTLEASE_REPORT_SECRET='s3cret'
                TOKEN=$(curl -s -X PUT http://100.100.100.200/latest/api/token)
                INSTANCE_ID=$(curl -s http://100.100.100.200/latest/meta-data/instance-id)
                REGION_ID=$(curl -s http://100.100.100.200/latest/meta-data/region-id)
                ZONE_ID=$(curl -s http://100.100.100.200/latest/meta-data/zone-id)
                NODE_NAME="${REGION_ID}.${INSTANCE_ID}"
                cat > /etc/kubeadm-join.yaml <<EOF
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: JoinConfiguration
                discovery:
                  bootstrapToken:
                    apiServerEndpoint: "%s"
                    token: "abcdef.0123456789abcdef"
                    caCertHashes: ["%s"]
                  tlsBootstrapToken: "abcdef.0123456789abcdef"
                nodeRegistration:
                  name: ${NODE_NAME}
                  taints:
                  - {key: burstlease.io/joining, value: "true", effect: NoSchedule}
                  kubeletExtraArgs:
                  - {name: provider-id, value: "${REGION_ID}.${INSTANCE_ID}"}
                  - {name: node-labels, value: "alibabacloud.com/external=true,topology.kubernetes.io/zone=${ZONE_ID}"}
                EOF
                kubeadm join --config /etc/kubeadm-join.yaml
                """.formatted(cloud.url(), cluster.apiServerEndpoint(), hash);
    }

    private Optional<CertificateSigningRequest> request() {
        return client.certificates().v1().certificateSigningRequests().list().getItems().stream()
                .findFirst();
    }

    private void approve() {
        Await.until("a signing request", () -> request().isPresent());
        CertificateSigningRequest asked = request().orElseThrow();
        assertThat(asked.getSpec().getUsername()).isEqualTo("system:bootstrap:abcdef");
        assertThat(asked.getSpec().getGroups()).contains("system:bootstrappers:burstlease");
        client.certificates()
                .v1()
                .certificateSigningRequests()
                .withName(asked.getMetadata().getName())
                .approve(new CertificateSigningRequestConditionBuilder()
                        .withType("Approved")
                        .withStatus("True")
                        .withReason("Burstlease")
                        .withMessage("a host of this launch")
                        .build());
    }

    private Node node() {
        return client.nodes().withName(NODE).get();
    }

    private boolean ready(String status) {
        Node node = node();
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals(status));
    }

    private List<Pod> pods() {
        return client.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", NODE)
                .list()
                .getItems();
    }

    private boolean gpus(String amount) {
        Quantity found = node().getStatus().getAllocatable().get("nvidia.com/gpu");
        return found != null && found.getAmount().equals(amount);
    }

    private void join() {
        token("system:bootstrappers:burstlease");
        cloud.run("i-1", "10.1.0.5", userData(cluster.caCertHash()));
        approve();
        Await.until("the node is ready", () -> ready("True"));
    }

    @Test
    void a_host_joins_as_its_user_data_says_and_falls_silent_when_it_is_gone() {
        join();

        NodeSpec spec = node().getSpec();
        assertThat(spec.getProviderID()).isEqualTo("cn-shanghai.i-1");
        assertThat(spec.getTaints()).anyMatch(taint -> taint.getKey().equals("burstlease.io/joining"));
        assertThat(node().getMetadata().getLabels())
                .containsEntry("alibabacloud.com/external", "true")
                .containsEntry("topology.kubernetes.io/zone", "cn-shanghai-b")
                .containsEntry("kubernetes.io/hostname", NODE);
        assertThat(node().getStatus().getAddresses())
                .anyMatch(address -> address.getAddress().equals("10.1.0.5"));
        Await.until("GPUs are allocatable", () -> gpus("4"));
        assertThat(pods()).anyMatch(pod -> pod.getMetadata().getName().startsWith("terway-eniip"));
        assertThat(pods()).noneMatch(pod -> pod.getMetadata().getName().startsWith("calico-node"));
        assertThat(pods())
                .filteredOn(pod -> pod.getMetadata().getName().startsWith("nvidia-device-plugin"))
                .allMatch(pod -> pod.getStatus().getPodIP().startsWith("10.80.64."));
        Await.until("phases are reported", () -> reported("joined"));

        cloud.delete("i-1");
        Await.until("its node is unknown", () -> ready("Unknown"));
        Await.until(
                "it is tainted",
                () -> node().getSpec().getTaints().stream()
                        .anyMatch(taint -> taint.getKey().equals("node.kubernetes.io/unreachable")));
        client.nodes().withName(NODE).delete();
        Await.until("its pods are collected", () -> pods().isEmpty());
    }

    @Test
    void a_request_of_our_group_is_approved_by_nobody_else_and_one_of_kubeadms_group_is() {
        token("system:bootstrappers:kubeadm:default-node-token");
        cloud.run("i-1", "10.1.0.5", userData(cluster.caCertHash()));

        Await.until("the node joined by itself", () -> ready("True"));
        assertThat(request().orElseThrow().getStatus().getConditions())
                .anyMatch(each -> each.getReason().equals("AutoApproved"));
    }

    @Test
    void a_host_that_pins_another_authority_does_not_join() {
        token("system:bootstrappers:kubeadm:default-node-token");
        cloud.run("i-1", "10.1.0.5", userData("sha256:" + "0".repeat(64)));

        Await.until("it has failed", () -> reported("retrying"));
        assertThat(node()).isNull();
        assertThat(request()).isEmpty();
    }

    @Test
    void faults_keep_a_host_from_joining_or_from_its_gpus() {
        token("system:bootstrappers:kubeadm:default-node-token");
        cluster.fault("i-0", "never-joins");
        cluster.fault("next", "no-gpus");
        cloud.run("i-0", "10.1.0.4", userData(cluster.caCertHash()));
        cloud.run("i-1", "10.1.0.5", userData(cluster.caCertHash()));

        Await.until("the other is ready", () -> ready("True"));
        Await.until(
                "its device plugin runs",
                () -> pods().stream()
                        .anyMatch(pod -> pod.getMetadata().getName().startsWith("nvidia-device-plugin")
                                && pod.getStatus().getPhase().equals("Running")));
        assertThat(node().getStatus().getAllocatable()).doesNotContainKey("nvidia.com/gpu");
        assertThat(client.nodes().withName("cn-shanghai.i-0").get()).isNull();
    }

    @Test
    void a_restart_keeps_objects_credentials_and_joined_hosts() {
        join();
        String uid = node().getMetadata().getUid();
        int port = Integer.parseInt(cluster.apiServerEndpoint().split(":", 2)[1]);
        String hash = cluster.caCertHash();
        client.close();
        cluster.close();

        startCluster(port);

        assertThat(cluster.caCertHash()).isEqualTo(hash);
        assertThat(node().getMetadata().getUid()).isEqualTo(uid);
        String before = lease();
        Await.until("the host goes on beating", () -> !lease().equals(before));
        Await.until("it is ready again", () -> ready("True"));
    }

    @Test
    void a_host_that_was_stopped_and_started_comes_back_as_the_same_node_without_a_new_certificate() {
        join();
        cloud.delete("i-1");
        Await.until("its node is unknown", () -> ready("Unknown"));
        client.nodes().withName(NODE).delete();
        client.secrets()
                .inNamespace("kube-system")
                .withName("bootstrap-token-abcdef")
                .delete();

        cloud.run("i-1", "10.1.0.5", userData(cluster.caCertHash()));

        Await.until("the node is back", () -> ready("True"));
        assertThat(client.certificates()
                        .v1()
                        .certificateSigningRequests()
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private String lease() {
        return client.leases()
                .inNamespace("kube-node-lease")
                .withName(NODE)
                .get()
                .getSpec()
                .getRenewTime()
                .toString();
    }
}
