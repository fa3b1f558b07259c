package io.burstlease.cluster.fabric8;

import io.burstlease.sandbox.cluster.ClusterOptions;
import io.burstlease.sandbox.cluster.ClusterServer;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The cluster that the adapter's contract is tried on: the emulated one, or with {@code -Dtest.kubeconfig=} (an
 * administrator's) any other. The adapter is a service account with the very permissions of {@code k8s/}, under names
 * of this run; at the end nothing of it is left.
 */
final class TestCluster implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);
    static final String LABEL = "burstlease.io/test-run";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final @Nullable ClusterServer emulated;
    private final KubernetesClient admin;
    private final Path folder;
    private final String run = "burstlease-test-" + random(6);
    private final Deque<HasMetadata> made = new ArrayDeque<>();

    private TestCluster(Path folder, @Nullable ClusterServer emulated, Path kubeconfig) {
        this.folder = folder;
        this.emulated = emulated;
        this.admin = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    static TestCluster start(Path folder) {
        String given = System.getProperty("test.kubeconfig", "");
        TestCluster cluster = given.isBlank() ? emulated(folder) : new TestCluster(folder, null, Path.of(given));
        try {
            cluster.grant();
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    private static TestCluster emulated(Path folder) {
        ClusterOptions options = ClusterOptions.standard()
                .withDelays(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(50));
        ClusterServer server = ClusterServer.start(0, folder.resolve("data"), null, Clock.systemUTC(), options);
        return new TestCluster(folder, server, server.adminKubeconfig());
    }

    /** The emulated server; a test that needs it is skipped on a real cluster, and says why. */
    ClusterServer emulatedOr(String reason) {
        if (emulated == null) {
            System.out.println("Skipped on a real cluster: " + reason);
            return Assumptions.abort(reason);
        }
        return emulated;
    }

    KubernetesClient admin() {
        return admin;
    }

    String run() {
        return run;
    }

    String bootstrapGroup() {
        return "system:bootstrappers:" + run;
    }

    static String random(int length) {
        StringBuilder text = new StringBuilder();
        ThreadLocalRandom.current()
                .ints(length, 0, LETTERS.length())
                .forEach(each -> text.append(LETTERS.charAt(each)));
        return text.toString();
    }

    /** Makes an object as the administrator, and takes it away at the end. */
    <T extends HasMetadata> T make(T object) {
        T there = admin.resource(object).create();
        made.push(there);
        return there;
    }

    /** Takes away at the end what somebody else made. */
    <T extends HasMetadata> T remember(T there) {
        made.push(there);
        return there;
    }

    Node makeNode(String suffix) {
        return make(new NodeBuilder()
                .withNewMetadata()
                .withName(run + "-" + suffix)
                .addToLabels(LABEL, run)
                .addToLabels("others.example.org/label", "kept")
                .endMetadata()
                .withNewSpec()
                .addNewTaint("NoSchedule", "others.example.org/taint", null, "kept")
                .endSpec()
                .build());
    }

    private void grant() {
        make(new NamespaceBuilder()
                .withNewMetadata()
                .withName(run)
                .endMetadata()
                .build());
        make(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(run)
                .withName(run)
                .endMetadata()
                .build());
        for (String file : List.of("rbac.yaml", "bootstrap.yaml")) {
            admin.load(renamed(file)).items().forEach(this::make);
        }
    }

    private ByteArrayInputStream renamed(String file) {
        try {
            String manifest = Files.readString(Path.of("k8s/base", file));
            return new ByteArrayInputStream(
                    manifest.replaceAll("\\bburstlease\\b", run).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The adapter with the permissions of the running service. */
    Fabric8Cluster service() {
        return service(run);
    }

    /** The adapter as another service account of this run's namespace. */
    Fabric8Cluster service(String account) {
        return Fabric8Cluster.connect(settings(token(account)));
    }

    /** A bearer token of a service account of this run's namespace. */
    String token(String account) {
        return admin.serviceAccounts()
                .inNamespace(run)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private ClusterSettings settings(String token) {
        return new ClusterSettings(
                kubeconfig(token),
                null,
                null,
                bootstrapGroup(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Duration.ofMinutes(5));
    }

    /** A client that shows the given bearer token. */
    KubernetesClient bearer(String token) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(
                                Config.fromKubeconfig(kubeconfig(token).toFile()))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private Path kubeconfig(String token) {
        Config config = admin.getConfiguration();
        try {
            String ca = config.getCaCertData() != null
                    ? config.getCaCertData()
                    : Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())));
            return Files.writeString(
                    folder.resolve("kubeconfig-" + random(8)), """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: "%s"}}]
                    users: [{name: test, user: {token: "%s"}}]
                    """.formatted(config.getMasterUrl(), ca, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            while (!made.isEmpty()) {
                admin.resource(made.pop()).withGracePeriod(0).delete();
            }
            Poll.until(
                    "namespace " + run + " is gone",
                    SOON,
                    () -> admin.namespaces().withName(run).get() == null);
        } finally {
            admin.close();
            if (emulated != null) {
                emulated.close();
            }
        }
    }
}
