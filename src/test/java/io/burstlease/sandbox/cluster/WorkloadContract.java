package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** DaemonSets, Jobs, scheduling and evictions. */
interface WorkloadContract extends Contract {

    Duration PATIENCE = Duration.ofSeconds(120);

    private List<Node> schedulable() {
        return client().nodes().list().getItems().stream()
                .filter(node -> !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .filter(node -> node.getSpec().getTaints().isEmpty())
                .toList();
    }

    private List<Pod> pods(String app) {
        return client().pods()
                .inNamespace(namespace())
                .withLabel("app", app)
                .list()
                .getItems();
    }

    private void running(String name) {
        Await.until(
                name + " is ready",
                PATIENCE,
                () -> Readiness.isPodReady(
                        client().pods().inNamespace(namespace()).withName(name).get()));
    }

    private void label(String node, String label, String value) {
        client().nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"" + label + "\":" + value + "}}}");
    }

    private String evict(String name, boolean dryRun) {
        String path =
                "/api/v1/namespaces/" + namespace() + "/pods/" + name + "/eviction" + (dryRun ? "?dryRun=All" : "");
        return client().raw(
                        path,
                        "POST",
                        Map.of(
                                "apiVersion",
                                "policy/v1",
                                "kind",
                                "Eviction",
                                "metadata",
                                Map.of("name", name, "namespace", namespace())));
    }

    @Test
    default void a_daemon_set_stands_on_every_node_it_selects_and_goes_when_it_does_not() {
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
    default void an_eviction_without_a_budget_deletes_and_a_dry_one_does_not() {
        client().resource(Samples.aPod(namespace(), "evicted", Map.of("app", "evicted")))
                .create();
        running("evicted");
        evict("evicted", true);
        assertThat(client().pods()
                        .inNamespace(namespace())
                        .withName("evicted")
                        .get()
                        .getMetadata()
                        .getDeletionTimestamp())
                .isNull();
        evict("evicted", false);
        Await.until("it is gone", PATIENCE, () -> pods("evicted").isEmpty());
    }

    @Test
    default void an_eviction_that_a_budget_forbids_is_429_and_names_the_budget() {
        Map<String, String> labels = Map.of("app", "guarded");
        client().resource(Samples.aBudget(namespace(), "guard", labels, 1)).create();
        client().resource(Samples.aPod(namespace(), "guarded-a", labels)).create();
        running("guarded-a");
        Await.until("the budget has been reckoned", PATIENCE, () -> budgetHealthy() == 1);

        Status refused = Samples.refusal(429, () -> evict("guarded-a", false));
        assertThat(refused.getReason()).isEqualTo("TooManyRequests");
        assertThat(refused.getDetails().getCauses())
                .anyMatch(cause -> cause.getReason().equals("DisruptionBudget")
                        && cause.getMessage().contains("guard"));
        assertThat(refused.getDetails().getRetryAfterSeconds()).isIn(null, 0);

        client().resource(Samples.aPod(namespace(), "guarded-b", labels)).create();
        running("guarded-b");
        Await.until("the budget allows one", PATIENCE, () -> budgetHealthy() == 2);
        evict("guarded-a", false);
        Await.until("it is gone", PATIENCE, () -> pods("guarded").size() == 1);
        client().policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace())
                .withName("guard")
                .delete();
    }

    private int budgetHealthy() {
        return client().policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace())
                .withName("guard")
                .get()
                .getStatus()
                .getCurrentHealthy();
    }

    @Test
    default void a_running_pod_stops_gracefully() {
        client().resource(Samples.aPod(namespace(), "graceful", Map.of("app", "graceful")))
                .create();
        running("graceful");
        client().pods().inNamespace(namespace()).withName("graceful").delete();
        Await.until("it is gone", PATIENCE, () -> pods("graceful").isEmpty());
    }
}
