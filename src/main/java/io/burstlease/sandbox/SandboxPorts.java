package io.burstlease.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the sandbox's parts listen and keep their data; each from a system property of that name after
 * {@code sandbox.}.
 *
 * @param folder everything that is kept between runs
 * @param reset whether to begin with nothing
 * @param cloudUrl an emulated cloud that runs as a process of its own; empty for one in this process
 * @param clusterKubeconfig a cluster that runs elsewhere; empty for one in this process
 */
record SandboxPorts(
        Path folder,
        boolean reset,
        int service,
        int database,
        int cloud,
        int cluster,
        int oidc,
        String cloudUrl,
        String clusterKubeconfig) {

    private static final int SERVICE = 8080;
    private static final int CLOUD = 18081;
    private static final int OIDC = 18082;
    private static final int CLUSTER = 16443;
    private static final int HIGHEST = 65_535;
    private static final String SERVICE_PORT = "sandbox.port";
    private static final String CLOUD_PORT = "sandbox.cloud-port";
    private static final String OIDC_PORT = "sandbox.oidc-port";
    private static final String CLUSTER_PORT = "sandbox.cluster-port";

    /** From a port that is taken to the one that is proposed. */
    private static final int ANOTHER = 1000;

    static SandboxPorts read() {
        return read(System::getProperty);
    }

    /** A property that is empty counts as not given: Maven passes on all of them. */
    static SandboxPorts read(Function<String, @Nullable String> property) {
        UnaryOperator<String> given =
                name -> Objects.requireNonNullElse(property.apply(name), "").strip();
        String folder = given.apply("sandbox.folder");
        return new SandboxPorts(
                Path.of(folder.isEmpty() ? ".sandbox" : folder).toAbsolutePath().normalize(),
                Boolean.parseBoolean(given.apply("sandbox.reset")),
                port(SERVICE_PORT, given, SERVICE),
                port("sandbox.database-port", given, SandboxDatabase.PORT),
                port(CLOUD_PORT, given, CLOUD),
                port(CLUSTER_PORT, given, CLUSTER),
                port(OIDC_PORT, given, OIDC),
                given.apply("sandbox.cloud-url"),
                given.apply("sandbox.kubeconfig"));
    }

    private static int port(String name, UnaryOperator<String> given, int otherwise) {
        String text = given.apply(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST) {
            throw new SandboxRefusal("-D%s=%s is no port".formatted(name, text));
        }
        return Integer.parseInt(text);
    }

    /**
     * Refuses, naming them all, when ports that are needed are taken. The database is not asked for: it takes another
     * port by itself.
     */
    void mustBeFree() {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put(SERVICE_PORT, service);
        if (cloudUrl.isEmpty()) {
            needed.put(CLOUD_PORT, cloud);
        }
        needed.put(OIDC_PORT, oidc);
        if (clusterKubeconfig.isEmpty()) {
            needed.put(CLUSTER_PORT, cluster);
        }
        List<String> taken = needed.entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(port -> "port %d is taken: stop what listens there, or take another one with -D%s=%d"
                        .formatted(port.getValue(), port.getKey(), port.getValue() + ANOTHER))
                .toList();
        if (!taken.isEmpty()) {
            throw new SandboxRefusal(String.join("\n", taken));
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    String serviceUrl() {
        return "http://localhost:" + service;
    }
}
