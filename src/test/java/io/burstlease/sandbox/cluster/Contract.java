package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** What every chapter of the contract stands on: a cluster, and a namespace of its own that is taken away again. */
interface Contract {

    ContractCluster cluster();

    /** Six characters that make the names of this run its own. */
    String mark();

    default KubernetesClient client() {
        return cluster().client();
    }

    default String namespace() {
        return "contract-" + mark();
    }

    /** The emulated server, or the test is left out with the reason said. */
    default ClusterServer sandboxOr(String why) {
        ClusterServer sandbox = cluster().sandbox();
        if (sandbox == null) {
            System.out.println("skipped against a real cluster: " + why);
            Assumptions.abort(why);
        }
        return Objects.requireNonNull(sandbox);
    }
}
