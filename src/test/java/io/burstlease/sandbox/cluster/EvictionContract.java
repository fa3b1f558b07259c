package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Evictions, and the budgets that forbid them. */
interface EvictionContract extends PodContract {

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

    private Resource<PodDisruptionBudget> budget(String name) {
        return client().policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace())
                .withName(name);
    }

    private PodDisruptionBudgetStatus status(String budget) {
        return budget(budget).get().getStatus();
    }

    private int healthy(String budget) {
        return status(budget).getCurrentHealthy();
    }

    private static void assertNamed(Status refused, String budget) {
        assertThat(refused.getReason()).isEqualTo("TooManyRequests");
        assertThat(refused.getDetails().getCauses())
                .anyMatch(cause -> cause.getReason().equals("DisruptionBudget")
                        && cause.getMessage().contains(" " + budget + " "));
    }

    /** A node without a kubelet: what becomes of a pod on it is the test's to say. */
    private Node silentNode(String part) {
        return client().resource(Samples.aNode("contract-" + part + "-" + mark()))
                .create();
    }

    private void makeOn(Node node, String name, Map<String, String> labels, String ready) {
        Pod pod = Samples.aPod(namespace(), name, labels);
        pod.getSpec().setNodeName(node.getMetadata().getName());
        pod.getSpec().setTerminationGracePeriodSeconds(0L);
        pod.getSpec()
                .setTolerations(
                        List.of(new TolerationBuilder().withOperator("Exists").build()));
        client().resource(pod).create();
        runs(name, ready);
    }

    private void runs(String pod, String ready) {
        client().pods()
                .inNamespace(namespace())
                .withName(pod)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"%s"}]}}
                        """.formatted(ready));
    }

    @Test
    default void an_eviction_without_a_budget_deletes_and_a_dry_one_does_not() {
        kubelets();
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
        kubelets();
        Map<String, String> labels = Map.of("app", "guarded");
        client().resource(Samples.aBudget(namespace(), "guard", labels, 1)).create();
        client().resource(Samples.aPod(namespace(), "guarded-a", labels)).create();
        running("guarded-a");
        Await.until("the budget has been reckoned", PATIENCE, () -> healthy("guard") == 1);

        Status refused = Samples.refusal(429, () -> evict("guarded-a", false));
        assertThat(refused.getReason()).isEqualTo("TooManyRequests");
        assertThat(refused.getDetails().getCauses())
                .anyMatch(cause -> cause.getReason().equals("DisruptionBudget")
                        && cause.getMessage().contains("guard"));
        assertThat(refused.getDetails().getRetryAfterSeconds()).isIn(null, 0);

        client().resource(Samples.aPod(namespace(), "guarded-b", labels)).create();
        running("guarded-b");
        Await.until("the budget allows one", PATIENCE, () -> healthy("guard") == 2);
        evict("guarded-a", false);
        Await.until("it is gone", PATIENCE, () -> pods("guarded").size() == 1);
        client().policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(namespace())
                .withName("guard")
                .delete();
    }

    @Test
    default void an_unready_pod_goes_only_where_its_budget_has_enough_that_are_healthy() {
        Map<String, String> labels = Map.of("app", "unready");
        Node node = silentNode("unready");
        try {
            client().resource(Samples.aBudget(namespace(), "unready", labels, 1))
                    .create();
            makeOn(node, "unready-a", labels, "False");
            Await.until("the budget counts on it", () -> status("unready").getExpectedPods() == 1);

            assertNamed(Samples.refusal(429, () -> evict("unready-a", false)), "unready");

            makeOn(node, "unready-b", labels, "True");
            Await.until("the other is healthy", () -> healthy("unready") == 1);
            evict("unready-a", false);
            Await.until("the unready one is gone", () -> pods("unready").size() == 1);
            assertNamed(Samples.refusal(429, () -> evict("unready-b", false)), "unready");
        } finally {
            budget("unready").delete();
            client().resource(node).delete();
        }
    }

    @Test
    default void a_share_of_a_jobs_pods_cannot_be_reckoned_and_lets_nothing_go() {
        Node node = silentNode("share");
        Job job = Workloads.aJob(namespace(), "share", "sleep", "600");
        job.getSpec().getTemplate().getSpec().setNodeName(node.getMetadata().getName());
        job.getSpec()
                .getTemplate()
                .getSpec()
                .setTolerations(
                        List.of(new TolerationBuilder().withOperator("Exists").build()));
        job.getSpec().getTemplate().getSpec().setTerminationGracePeriodSeconds(0L);
        try {
            client().resource(Samples.aShare(namespace(), "share", Map.of("job-name", "share"), 1))
                    .create();
            client().resource(job).create();
            Await.until("its pod is there", () -> ofJob("share").size() == 1);
            String pod = ofJob("share").getFirst().getMetadata().getName();
            runs(pod, "True");
            Await.until(
                    "the budget gives up",
                    () -> status("share").getConditions().stream()
                            .anyMatch(each -> each.getReason().equals("SyncFailed")
                                    && each.getMessage().contains("jobs.batch does not implement the scale")));

            assertNamed(Samples.refusal(429, () -> evict(pod, false)), "share");

            budget("share").delete();
            Await.until("nothing guards it", () -> evict(pod, false) != null);
        } finally {
            client().resource(job).delete();
            budget("share").delete();
            client().resource(node).delete();
        }
    }

    private List<Pod> ofJob(String job) {
        return client().pods()
                .inNamespace(namespace())
                .withLabel("job-name", job)
                .list()
                .getItems();
    }
}
