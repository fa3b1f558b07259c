package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What chapters about pods have in common. */
interface PodContract extends Contract {

    /** A real kubelet has to fetch an image first. */
    Duration PATIENCE = Duration.ofSeconds(120);

    /** The emulated cluster has kubelets always; a real control plane may stand alone. */
    default void kubelets() {
        boolean ready = cluster().sandbox() != null
                || client().nodes().list().getItems().stream().anyMatch(Readiness::isNodeReady);
        if (!ready) {
            System.out.println("skipped: no node of the cluster is ready to run a pod");
            Assumptions.abort("no node is ready to run a pod");
        }
    }

    default List<Pod> pods(String app) {
        return client().pods()
                .inNamespace(namespace())
                .withLabel("app", app)
                .list()
                .getItems();
    }

    default void running(String name) {
        Await.until(
                name + " is ready",
                PATIENCE,
                () -> Readiness.isPodReady(
                        client().pods().inNamespace(namespace()).withName(name).get()));
    }
}
