package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cluster.Kubectl.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against the emulated cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlTest {

    private static final String NODE = "idc-gpu-02";

    private Path folder;
    private ContractCluster cluster;
    private Kubectl kubectl;

    @BeforeAll
    void find(@TempDir Path temporary) {
        folder = temporary;
        boolean there = Kubectl.there();
        boolean required = System.getProperty("test.require", "").contains("kubectl");
        if (!there && !required) {
            System.out.println(
                    "skipped: there is no kubectl on the path (-Dtest.require=kubectl makes this a failure)");
        }
        Assumptions.assumeTrue(there || required, "no kubectl");
        assertThat(there).as("kubectl is required").isTrue();
        cluster = ContractCluster.connect();
        kubectl = new Kubectl(cluster.kubeconfig(), folder);
        kubectl.ok("create", "namespace", "shell");
        Await.until(
                "its service account",
                () -> kubectl.run("get", "sa", "default", "-n", "shell").code() == 0);
    }

    @AfterAll
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: shell}
                data: {key: "%s"}
                """.formatted(name, value);
    }

    private static String pod(String name) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: shell, labels: {app: %s}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: main, image: "registry.k8s.io/pause:3.10"}]
                """.formatted(name, name);
    }

    @Test
    void get_shows_nodes_and_pods_in_columns() {
        String nodes = kubectl.ok("get", "nodes", "-o", "wide");
        assertThat(nodes).contains("idc-gpu-01").contains("10.20.0.11");
        assertThat(nodes.lines().findFirst().orElseThrow().split("\\s{2,}"))
                .startsWith("NAME", "STATUS", "ROLES", "AGE", "VERSION", "INTERNAL-IP", "EXTERNAL-IP");
        for (String form : new String[] {"yaml", "json"}) {
            assertThat(kubectl.ok("get", "node", NODE, "-o", form)).contains("nvidia.com/gpu");
        }
        assertThat(kubectl.ok("get", "ds", "-A")).contains("calico-node").contains("terway-eniip");
        assertThat(kubectl.ok("get", "node", NODE, "-o", "jsonpath={.status.addresses[0].address}"))
                .isEqualTo("10.20.0.12");
        assertThat(kubectl.ok("get", "nodes", "--chunk-size=1", "-o", "name")).hasLineCount(3);
        assertThat(kubectl.run("get", "node", "nothing").output())
                .contains("NotFound")
                .contains("\"nothing\"");
    }

    @Test
    void get_watch_follows_changes() throws IOException {
        kubectl.ok(
                "apply",
                "--server-side",
                "-f",
                file("w.yaml", configMap("watched", "1")).toString());
        try (Kubectl.Running watch =
                kubectl.start("get", "cm", "watched", "-n", "shell", "-w", "--output-watch-events")) {
            Await.until("it was listed", () -> watch.output().contains("ADDED"));
            kubectl.ok("label", "cm", "watched", "-n", "shell", "seen=yes");
            kubectl.ok("delete", "cm", "watched", "-n", "shell");
            Await.until("its end was told", () -> watch.output().contains("DELETED"));
            assertThat(watch.output()).contains("MODIFIED");
        }
    }

    @Test
    void apply_on_the_server_conflicts_with_another_manager_unless_forced() throws IOException {
        String one = file("a.yaml", configMap("applied", "1")).toString();
        String two = file("b.yaml", configMap("applied", "2")).toString();
        kubectl.ok("apply", "--server-side", "--field-manager=one", "-f", one);
        Result refused = kubectl.run("apply", "--server-side", "--field-manager=two", "-f", two);
        assertThat(refused.code()).isNotZero();
        assertThat(refused.output()).contains("conflict with \"one\"").contains(".data.key");
        kubectl.ok("apply", "--server-side", "--field-manager=two", "--force-conflicts", "-f", two);
        assertThat(kubectl.ok("get", "cm", "applied", "-n", "shell", "-o", "jsonpath={.data.key}"))
                .isEqualTo("2");
    }

    @Test
    void apply_from_the_client_makes_changes_and_leaves_alone() throws IOException {
        assertThat(kubectl.ok(
                        "apply", "-f", file("c.yaml", configMap("plain", "1")).toString()))
                .contains("created");
        assertThat(kubectl.ok(
                        "apply", "-f", file("c.yaml", configMap("plain", "1")).toString()))
                .contains("unchanged");
        assertThat(kubectl.ok(
                        "apply", "-f", file("c.yaml", configMap("plain", "2")).toString()))
                .contains("configured");
    }

    @Test
    void diff_shows_what_an_apply_would_change_and_changes_nothing() throws IOException {
        String before = file("d.yaml", configMap("differs", "1")).toString();
        kubectl.ok("apply", "--server-side", "-f", before);
        assertThat(kubectl.run("diff", "--server-side", "-f", before).code()).isZero();
        Result diff = kubectl.run(
                "diff",
                "--server-side",
                "-f",
                file("d.yaml", configMap("differs", "2")).toString());
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.output()).contains("+  key: \"2\"").contains("-  key: \"1\"");
        assertThat(kubectl.ok("get", "cm", "differs", "-n", "shell", "-o", "jsonpath={.data.key}"))
                .isEqualTo("1");
    }

    @Test
    void a_node_is_labelled_tainted_cordoned_described_and_drained() throws IOException {
        kubectl.ok("label", "node", NODE, "purpose=test");
        kubectl.ok("taint", "node", NODE, "dedicated=test:NoSchedule");
        assertThat(kubectl.ok("describe", "node", NODE))
                .contains("purpose=test")
                .contains("dedicated=test:NoSchedule")
                .contains("nvidia.com/gpu")
                .contains("calico-node");
        kubectl.ok("taint", "node", NODE, "dedicated-");
        kubectl.ok("cordon", "idc-gpu-01");
        kubectl.ok("cordon", "idc-gpu-03");
        kubectl.ok("apply", "-f", file("e.yaml", pod("drained")).toString());
        kubectl.ok("wait", "--for=condition=Ready", "pod/drained", "-n", "shell", "--timeout=30s");
        assertThat(kubectl.ok("get", "pod", "drained", "-n", "shell", "-o", "wide"))
                .contains(NODE);
        kubectl.ok("create", "pdb", "guard", "-n", "shell", "--selector=app=drained", "--min-available=1");

        Result blocked = kubectl.run("drain", NODE, "--ignore-daemonsets", "--force", "--timeout=3s");
        assertThat(blocked.code()).isNotZero();
        assertThat(blocked.output()).contains("disruption budget");
        kubectl.ok("delete", "pdb", "guard", "-n", "shell");
        assertThat(kubectl.ok("drain", NODE, "--ignore-daemonsets", "--force", "--timeout=60s"))
                .contains("drained");
        assertThat(kubectl.ok("get", "node", NODE)).contains("SchedulingDisabled");
        for (String node : new String[] {"idc-gpu-01", NODE, "idc-gpu-03"}) {
            kubectl.ok("uncordon", node);
        }
    }

    @Test
    void delete_waits_until_the_object_is_gone() throws IOException {
        kubectl.ok("apply", "-f", file("f.yaml", pod("deleted")).toString());
        assertThat(kubectl.ok("describe", "pod", "deleted", "-n", "shell")).contains("registry.k8s.io/pause:3.10");
        kubectl.ok("delete", "pod", "deleted", "-n", "shell", "--timeout=30s");
        assertThat(kubectl.run("get", "pod", "deleted", "-n", "shell").code()).isNotZero();
    }

    @Test
    void a_deployment_is_rolled_out_and_scaled() {
        kubectl.ok("create", "deployment", "web", "-n", "shell", "--image=registry.k8s.io/pause:3.10", "--replicas=2");
        kubectl.ok("rollout", "status", "deployment/web", "-n", "shell", "--timeout=30s");
        kubectl.ok("scale", "deployment/web", "-n", "shell", "--replicas=1");
        Await.until(
                "one is left",
                Duration.ofSeconds(30),
                () -> kubectl.ok("get", "pods", "-n", "shell", "-l", "app=web", "-o", "name")
                                .lines()
                                .count()
                        == 1);
        kubectl.ok("delete", "deployment", "web", "-n", "shell", "--timeout=30s");
    }

    @Test
    void permissions_can_be_asked_for() {
        assertThat(kubectl.ok("auth", "can-i", "delete", "nodes")).contains("yes");
        assertThat(kubectl.run("auth", "can-i", "delete", "nodes", "--as=system:serviceaccount:shell:default")
                        .output())
                .contains("no");
        assertThat(kubectl.ok("auth", "can-i", "--list")).contains("*.*").contains("[*]");
        assertThat(kubectl.ok("auth", "whoami")).contains("kubernetes-admin");
    }

    @Test
    void explain_and_discovery_answer() {
        assertThat(kubectl.ok("explain", "node")).contains("Node");
        assertThat(kubectl.ok("api-resources")).contains("poddisruptionbudgets").contains("csr");
        assertThat(kubectl.ok("version")).contains("Server Version: v1.32");
    }
}
