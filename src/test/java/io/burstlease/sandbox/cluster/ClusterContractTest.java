package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
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

    /** Also what a test that failed has left: everything outside the namespace has this run's mark in its name. */
    @AfterAll
    void takeEverythingAway() {
        try (cluster) {
            takeAway(client().nodes());
            takeAway(client().certificates().v1().certificateSigningRequests());
            takeAway(client().rbac().clusterRoleBindings());
            client().namespaces().withName(namespace()).delete();
            Await.until(
                    "the namespace is gone",
                    Duration.ofMinutes(2),
                    () -> client().namespaces().withName(namespace()).get() == null);
        }
    }

    private <T extends HasMetadata> void takeAway(NonNamespaceOperation<T, ?, ? extends Resource<T>> all) {
        all.resources()
                .filter(each -> each.item().getMetadata().getName().endsWith("-" + mark))
                .forEach(Resource::delete);
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
