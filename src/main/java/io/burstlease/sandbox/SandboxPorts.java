package io.burstlease.sandbox;

import java.nio.file.Path;

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

    static SandboxPorts read() {
        return new SandboxPorts(
                Path.of(System.getProperty("sandbox.folder", ".sandbox"))
                        .toAbsolutePath()
                        .normalize(),
                Boolean.getBoolean("sandbox.reset"),
                Integer.getInteger("sandbox.port", SERVICE),
                Integer.getInteger("sandbox.database-port", SandboxDatabase.PORT),
                Integer.getInteger("sandbox.cloud-port", CLOUD),
                Integer.getInteger("sandbox.cluster-port", CLUSTER),
                Integer.getInteger("sandbox.oidc-port", OIDC),
                System.getProperty("sandbox.cloud-url", ""),
                System.getProperty("sandbox.kubeconfig", ""));
    }

    String serviceUrl() {
        return "http://localhost:" + service;
    }
}
