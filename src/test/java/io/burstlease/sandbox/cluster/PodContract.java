package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;

/** What chapters about pods have in common. */
interface PodContract extends Contract {

    /** A real kubelet has to fetch an image first. */
    Duration PATIENCE = Duration.ofSeconds(120);

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
