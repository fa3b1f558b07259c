package io.burstlease.sandbox.cluster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The emulated cluster as a process of its own: {@code --port --data --cloud --manifests --cluster-role}, all of them
 * optional.
 */
public final class ClusterProcess {

    private static final int DEFAULT_PORT = 16_443;

    private ClusterProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> given = new HashMap<>();
        for (String arg : args) {
            String[] sides = arg.split("=", 2);
            given.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        List<Path> manifests = new ArrayList<>();
        if (given.containsKey("--manifests")) {
            manifests.add(Path.of(given.get("--manifests")));
        }
        ClusterOptions options =
                ClusterOptions.standard().withManifests(manifests, given.getOrDefault("--cluster-role", ""));
        int port = Integer.parseInt(given.getOrDefault("--port", Integer.toString(DEFAULT_PORT)));
        String data = given.get("--data");
        ClusterServer server = ClusterServer.start(
                port, data == null ? null : Path.of(data), given.get("--cloud"), Clock.systemUTC(), options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("SANDBOX Kubernetes API at https://" + server.apiServerEndpoint());
        System.out.println("export KUBECONFIG=" + server.adminKubeconfig().toAbsolutePath());
        Thread.currentThread().join();
    }
}
