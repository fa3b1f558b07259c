package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DaemonSets, Jobs and scheduling. */
interface WorkloadContract extends PodContract {

    private List<Node> schedulable() {
        return client().nodes().list().getItems().stream()
                .filter(node -> !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .filter(node -> node.getSpec().getTaints().isEmpty())
                .toList();
    }

    private void label(String node, String label, String value) {
        client().nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"" + label + "\":" + value + "}}}");
    }

    @Test
    default void a_daemon_set_stands_on_every_node_it_selects_and_goes_when_it_does_not() {
        kubelets();
        String chosen = schedulable().getFirst().getMetadata().getName();
        String label = "contract-ds-" + mark();
        DaemonSet set = client().resource(Workloads.aDaemonSet(namespace(), "agent", Map.of(label, "yes")))
                .create();
        label(chosen, label, "\"yes\"");
        try {
            Await.until(
                    "its pod runs",
                    PATIENCE,
                    () -> pods("agent").size() == 1
                            && Readiness.isPodReady(pods("agent").getFirst()));
            Pod pod = pods("agent").getFirst();
            assertThat(pod.getSpec().getNodeName()).isEqualTo(chosen);
            assertThat(pod.getMetadata().getOwnerReferences())
                    .anyMatch(owner -> owner.getUid().equals(set.getMetadata().getUid()) && owner.getController());
            Await.until(
                    "its status counts it",
                    PATIENCE,
                    () -> client().apps()
                                    .daemonSets()
                                    .inNamespace(namespace())
                                    .withName("agent")
                                    .get()
                                    .getStatus()
                                    .getNumberReady()
                            == 1);
        } finally {
            label(chosen, label, "null");
        }
        Await.until("its pod is gone", PATIENCE, () -> pods("agent").isEmpty());
        client().resource(set).delete();
    }

    @Test
    default void a_job_runs_to_its_end() {
        kubelets();
        client().resource(Workloads.aJob(namespace(), "work", "sh", "-c", "exit 0"))
                .create();
        Await.until(
                "it is complete",
                PATIENCE,
                () -> client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace())
                        .withName("work")
                        .get()
                        .getStatus()
                        .getConditions()
                        .stream()
                        .anyMatch(each -> each.getType().equals("Complete")
                                && each.getStatus().equals("True")));
        assertThat(client().pods()
                        .inNamespace(namespace())
                        .withLabel("batch.kubernetes.io/job-name", "work")
                        .list()
                        .getItems())
                .hasSize(1)
                .allMatch(pod -> pod.getStatus().getPhase().equals("Succeeded"));
    }

    @Test
    default void a_pod_that_fits_nowhere_stays_pending_and_says_why() {
        Pod pod = Samples.aPod(namespace(), "nowhere", Map.of());
        pod.getSpec().setNodeSelector(Map.of("no-such-label", "x"));
        client().resource(pod).create();
        Await.until(
                "it is unschedulable",
                PATIENCE,
                () ->
                        client()
                                .pods()
                                .inNamespace(namespace())
                                .withName("nowhere")
                                .get()
                                .getStatus()
                                .getConditions()
                                .stream()
                                .anyMatch(each -> each.getType().equals("PodScheduled")
                                        && "Unschedulable".equals(each.getReason())));
        client().resource(pod).delete();
    }

    @Test
    default void a_running_pod_stops_gracefully() {
        kubelets();
        client().resource(Samples.aPod(namespace(), "graceful", Map.of("app", "graceful")))
                .create();
        running("graceful");
        client().pods().inNamespace(namespace()).withName("graceful").delete();
        Await.until("it is gone", PATIENCE, () -> pods("graceful").isEmpty());
    }
}
