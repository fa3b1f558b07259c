package io.burstlease.cluster.fabric8;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the client of the configured cluster. Nothing else of the machine (environment, home folder) has a say. */
final class Connection {

    private Connection() {}

    static KubernetesClient open(ClusterSettings settings, Optional<ServiceAccount> ofThisPod) {
        return new KubernetesClientBuilder()
                .withConfig(config(settings, ofThisPod))
                .build();
    }

    static Config config(ClusterSettings settings, Optional<ServiceAccount> ofThisPod) {
        Path kubeconfig = settings.kubeconfig();
        Config found = kubeconfig == null
                ? inCluster(ofThisPod.orElseThrow(() -> new IllegalStateException(ClusterSettingsCheck.NO_CLUSTER)))
                : fromFile(kubeconfig, settings.context());
        // No retries of the client's own: it would repeat a refused eviction behind the caller's back, and the caller
        // alone knows what it has recorded.
        return new ConfigBuilder(found)
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout((int) settings.connectTimeout().toMillis())
                .withRequestTimeout((int) settings.requestTimeout().toMillis())
                .withWatchReconnectInterval((int) settings.reconnectInterval().toMillis())
                .withUserAgent("burstlease")
                .build();
    }

    /** The client takes any context where the named one is absent, and with it another cluster. */
    private static Config fromFile(Path kubeconfig, @Nullable String context) {
        boolean named = context != null && !context.isBlank();
        Config found = Config.fromKubeconfig(named ? context : null, kubeconfig.toFile());
        if (found.getCurrentContext() == null
                || (named && !found.getCurrentContext().getName().equals(context))) {
            throw new IllegalStateException("burstlease.cluster." + (named ? "context" : "kubeconfig")
                    + " names a context that the kubeconfig does not have: " + (named ? context : "its current one"));
        }
        return found;
    }

    private static Config inCluster(ServiceAccount account) {
        File ca = account.caFile().toFile();
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(account.server())
                .withCaCertFile(ca.getPath())
                .withOauthTokenProvider(account::token)
                .build();
    }
}
