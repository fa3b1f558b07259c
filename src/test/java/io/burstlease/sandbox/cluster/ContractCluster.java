package io.burstlease.sandbox.cluster;

import io.burstlease.sandbox.cluster.auth.Pem;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The cluster the contract is held against: the sandbox's, or the one of {@code -Dtest.kubeconfig}. */
final class ContractCluster implements AutoCloseable {

    private static final String GIVEN = System.getProperty("test.kubeconfig", "");

    private final @Nullable ClusterServer sandbox;
    private final Path kubeconfig;
    private final KubernetesClient client;

    private ContractCluster(@Nullable ClusterServer sandbox, Path kubeconfig) {
        this.sandbox = sandbox;
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder().withConfig(config()).build();
    }

    /** The client's own retries would hide a refusal for many seconds. */
    private Config config() {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    static ContractCluster connect() {
        if (!GIVEN.isEmpty()) {
            return new ContractCluster(null, Path.of(GIVEN));
        }
        ClusterOptions options = ClusterOptions.standard()
                .withDelays(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(50));
        ClusterServer server = ClusterServer.start(0, null, null, Clock.systemUTC(), options);
        return new ContractCluster(server, server.adminKubeconfig());
    }

    KubernetesClient client() {
        return client;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** The emulated server, null where the contract runs against another cluster. */
    @Nullable
    ClusterServer sandbox() {
        return sandbox;
    }

    /** The same cluster with another way to sign in. */
    KubernetesClient withToken(String token) {
        Config config = config();
        config.setClientCertData(null);
        config.setClientKeyData(null);
        config.setClientCertFile(null);
        config.setClientKeyFile(null);
        config.setUsername(null);
        config.setPassword(null);
        config.setAutoOAuthToken(null);
        config.setOauthToken(token);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** The same cluster with a client certificate (PEM in base64) and its RSA key. */
    KubernetesClient withCertificate(String certificate, PrivateKey key) {
        Config config = config();
        config.setOauthToken(null);
        config.setClientCertData(certificate);
        String pem = Pem.privateKey(key);
        config.setClientKeyData(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        client.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
