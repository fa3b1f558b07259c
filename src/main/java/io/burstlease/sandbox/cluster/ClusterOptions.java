package io.burstlease.sandbox.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the emulated cluster behaves.
 *
 * @param seeded whether namespaces' nodes and DaemonSets of an on-premises GPU cluster are there at start
 * @param manifests folders or files of YAML or JSON manifests applied at every start
 * @param userKubeconfig where the kubeconfig of {@code system:serviceaccount:burstlease:burstlease} is written; null
 *     for the data folder
 * @param userClusterRole the ClusterRole bound to that user; empty to leave bindings to the manifests
 * @param podVSwitches by zone: the Pod vSwitch and its address range, for Terway's configuration and pod addresses
 * @param hostBoot from running to the first line of user data
 * @param podStart from binding to running
 * @param nodeSilence how long a kubelet may be silent before its node is Unknown
 * @param tokenMemory how long a good bootstrap token goes on working after its Secret is gone
 * @param bookmarks time between bookmarks of a watch
 */
public record ClusterOptions(
        boolean seeded,
        List<Path> manifests,
        @Nullable Path userKubeconfig,
        String userClusterRole,
        Map<String, PodVSwitch> podVSwitches,
        Duration hostBoot,
        Duration podStart,
        Duration nodeSilence,
        Duration tokenMemory,
        Duration bookmarks) {

    private static final Duration USUAL_BEAT = Duration.ofSeconds(10);

    /** A vSwitch from which pods of one zone get their addresses. */
    public record PodVSwitch(String id, String range) {}

    /** Time between two heartbeats of a kubelet: 10 s, less where silence is judged sooner. */
    Duration beat() {
        Duration fifth = nodeSilence.dividedBy(5);
        return fifth.compareTo(USUAL_BEAT) < 0 ? fifth : USUAL_BEAT;
    }

    /** Delays of a real cluster where they are short, shortened ones where they are long. */
    public static ClusterOptions standard() {
        return new ClusterOptions(
                true,
                List.of(),
                null,
                "",
                Map.of(
                        "cn-shanghai-b", new PodVSwitch("vsw-pod-b", "10.80.64.0/19"),
                        "cn-shanghai-g", new PodVSwitch("vsw-pod-g", "10.80.96.0/19"),
                        "cn-shanghai-m", new PodVSwitch("vsw-pod-m", "10.80.128.0/19")),
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                Duration.ofSeconds(50),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    public ClusterOptions withManifests(List<Path> folders, String clusterRole) {
        return new ClusterOptions(
                seeded,
                List.copyOf(folders),
                userKubeconfig,
                clusterRole,
                podVSwitches,
                hostBoot,
                podStart,
                nodeSilence,
                tokenMemory,
                bookmarks);
    }

    public ClusterOptions withPodVSwitches(Map<String, PodVSwitch> byZone) {
        return new ClusterOptions(
                seeded,
                manifests,
                userKubeconfig,
                userClusterRole,
                Map.copyOf(byZone),
                hostBoot,
                podStart,
                nodeSilence,
                tokenMemory,
                bookmarks);
    }

    public ClusterOptions withDelays(Duration boot, Duration start, Duration silence) {
        return new ClusterOptions(
                seeded,
                manifests,
                userKubeconfig,
                userClusterRole,
                podVSwitches,
                boot,
                start,
                silence,
                tokenMemory,
                bookmarks);
    }
}
