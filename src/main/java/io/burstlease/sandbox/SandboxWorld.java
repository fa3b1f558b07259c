package io.burstlease.sandbox;

import io.burstlease.sandbox.cloud.CloudServer;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cluster.ClusterOptions;
import io.burstlease.sandbox.cluster.ClusterOptions.PodVSwitch;
import io.burstlease.sandbox.cluster.ClusterServer;
import io.burstlease.sandbox.oidc.OidcServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;

/** Everything around the service: database, cloud, cluster and identity provider, all on loopback. */
final class SandboxWorld implements AutoCloseable {

    private static final String CLUSTER_ROLE = "burstlease";
    private static final List<String> MANIFESTS =
            List.of("namespace.yaml", "service-account.yaml", "rbac.yaml", "bootstrap.yaml");
    private static final Map<String, PodVSwitch> POD_V_SWITCHES = Map.of(
            "cn-shanghai-b", new PodVSwitch("vsw-pod-b", "10.80.64.0/19"),
            "cn-shanghai-g", new PodVSwitch("vsw-pod-g", "10.80.96.0/19"),
            "cn-shanghai-m", new PodVSwitch("vsw-pod-m", "10.80.128.0/19"));

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, Object> properties = new HashMap<>();
    private final SandboxPorts ports;
    private String cloudUrl = "";
    private Path adminKubeconfig = Path.of("");
    private String issuer = "";

    private SandboxWorld(SandboxPorts ports) {
        this.ports = ports;
    }

    /** Starts every part; a part that does not start takes the others down with it. */
    static SandboxWorld start(SandboxPorts ports) {
        SandboxWorld world = new SandboxWorld(ports);
        try {
            world.startParts();
            return world;
        } catch (SandboxRefusal refusal) {
            world.close();
            throw refusal;
        } catch (IOException | RuntimeException failure) {
            world.close();
            throw new IllegalStateException("the sandbox does not start: " + failure.getMessage(), failure);
        }
    }

    private void startParts() throws IOException {
        Path postgres = ports.folder().resolve("postgres");
        // Before anything is started, and least of all deleted; who runs this folder already also has the ports.
        try (FolderLock free = FolderLock.take(postgres)) {
            ports.mustBeFree();
        }
        SandboxDatabase database = SandboxDatabase.start(postgres, ports.database(), ports.reset());
        parts.push(database);
        if (ports.reset()) {
            for (String part : List.of("cloud", "cluster", "oidc")) {
                FileSystemUtils.deleteRecursively(ports.folder().resolve(part));
            }
        }
        properties.putAll(database.properties());
        startCloud();
        startCluster();
        OidcServer oidc = OidcServer.start(ports.oidc(), ports.folder().resolve("oidc"), ports.serviceUrl());
        parts.push(oidc);
        issuer = oidc.issuer();
        properties.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer);
        properties.put("server.port", ports.service());
        properties.put("server.address", "localhost");
    }

    private void startCloud() {
        cloudUrl = ports.cloudUrl();
        if (cloudUrl.isEmpty()) {
            CloudServer cloud = CloudServer.start(
                    ports.cloud(), CloudWorld.sample(), ports.folder().resolve("cloud"), Clock.systemUTC());
            parts.push(cloud);
            cloudUrl = cloud.baseUrl().toString();
        }
        properties.put("burstlease.cloud.endpoint", URI.create(cloudUrl).getAuthority());
    }

    private void startCluster() throws IOException {
        if (!ports.clusterKubeconfig().isEmpty()) {
            adminKubeconfig = Path.of(ports.clusterKubeconfig());
            properties.put("burstlease.cluster.kubeconfig", ports.clusterKubeconfig());
            return;
        }
        Path folder = ports.folder().resolve("cluster");
        ClusterOptions options = ClusterOptions.standard()
                .withManifests(manifests(folder.resolve("manifests")), CLUSTER_ROLE)
                .withPodVSwitches(POD_V_SWITCHES);
        ClusterServer cluster = ClusterServer.start(ports.cluster(), folder, cloudUrl, Clock.systemUTC(), options);
        parts.push(cluster);
        adminKubeconfig = cluster.adminKubeconfig();
        properties.put("burstlease.cluster.kubeconfig", cluster.userKubeconfig().toString());
    }

    /** What {@code k8s/} grants the service, as files. */
    private static List<Path> manifests(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (String name : MANIFESTS) {
            Path file = folder.resolve(name);
            try (InputStream manifest = new ClassPathResource("sandbox/k8s/" + name).getInputStream()) {
                Files.copy(manifest, file, StandardCopyOption.REPLACE_EXISTING);
            }
            files.add(file);
        }
        return files;
    }

    /** What the service has to be told of its world. */
    Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    String cloudUrl() {
        return cloudUrl;
    }

    Path adminKubeconfig() {
        return adminKubeconfig;
    }

    String issuer() {
        return issuer;
    }

    /** Stops the parts, the last started first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (Exception failure) {
                throw new IllegalStateException("a part of the sandbox does not stop", failure);
            }
        }
    }
}
