package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * What the product relies on of a Kubernetes API. Runs against the sandbox's, and unchanged against any cluster with
 * {@code -Dtest.kubeconfig=...}: a difference found there is a fault of the sandbox.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterContractTest
        implements ReadContract,
                WriteContract,
                RivalryContract,
                PatchContract,
                ApplyContract,
                AccessContract,
                KubeletContract,
                WorkloadContract,
                EvictionContract {

    private final String mark = UUID.randomUUID().toString().substring(0, 6);
    private final ContractCluster cluster = ContractCluster.connect();

    @BeforeAll
    void makeNamespace() {
        client().namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace())
                        .endMetadata()
                        .build())
                .create();
        Await.until(
                "the namespace has its service account",
                () -> client().serviceAccounts()
                                .inNamespace(namespace())
                                .withName("default")
                                .get()
                        != null);
    }

    @AfterAll
    void takeNamespaceAway() {
        try (cluster) {
            client().namespaces().withName(namespace()).delete();
        }
    }

    @Override
    public ContractCluster cluster() {
        return cluster;
    }

    @Override
    public String mark() {
        return mark;
    }
}
