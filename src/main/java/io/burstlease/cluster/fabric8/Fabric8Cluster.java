package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Joining;
import io.burstlease.cluster.Nodes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** One cluster, reached through one client: the ports of {@code io.burstlease.cluster} and their end. */
public final class Fabric8Cluster implements AutoCloseable {

    private final KubernetesClient client;
    private final Fabric8Nodes nodes;
    private final Fabric8Drain drain;
    private final Fabric8Joining joining;

    Fabric8Cluster(KubernetesClient client, ClusterSettings settings) {
        this.client = client;
        this.nodes = new Fabric8Nodes(client, settings);
        this.drain = new Fabric8Drain(client);
        this.joining = new Fabric8Joining(client, settings);
    }

    /** Reads files only; the API server is first asked by the first call. */
    public static Fabric8Cluster connect(ClusterSettings settings) {
        return connect(settings, ServiceAccount.ofThisPod(System::getenv));
    }

    static Fabric8Cluster connect(ClusterSettings settings, Optional<ServiceAccount> ofThisPod) {
        return new Fabric8Cluster(Connection.open(settings, ofThisPod), settings);
    }

    public Nodes nodes() {
        return nodes;
    }

    public Drain drain() {
        return drain;
    }

    public Joining joining() {
        return joining;
    }

    @Override
    public void close() {
        client.close();
    }
}
