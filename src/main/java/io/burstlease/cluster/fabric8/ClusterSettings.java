package io.burstlease.cluster.fabric8;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the cluster is reached, and how a new host reaches it.
 *
 * @param kubeconfig file that names API server and credentials; absent: the pod's own service account
 * @param context context of the kubeconfig; absent: its current one
 * @param joinEndpoint {@code host:port} of the API server as a cloud host reaches it; absent: that of the kubeconfig
 * @param bootstrapGroup group of our bootstrap tokens, which has no automatic approval of client certificates
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for an answer; a watch is not bound by it
 * @param reconnectInterval wait before a broken watch is made again
 * @param retellInterval every so often a watch tells all it knows once more
 */
@ConfigurationProperties("burstlease.cluster")
public record ClusterSettings(
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String joinEndpoint,
        @DefaultValue("system:bootstrappers:burstlease") String bootstrapGroup,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("1s") Duration reconnectInterval,
        @DefaultValue("5m") Duration retellInterval) {

    /** The defaults, with the cluster and the credentials of the given file. */
    public static ClusterSettings of(Path kubeconfig) {
        return new ClusterSettings(
                kubeconfig,
                null,
                null,
                "system:bootstrappers:burstlease",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5));
    }
}
