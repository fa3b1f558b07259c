package io.burstlease.cluster.fabric8;

import static io.burstlease.cluster.fabric8.ScriptedApi.json;
import static io.burstlease.cluster.fabric8.ScriptedApi.plain;
import static io.burstlease.cluster.fabric8.ScriptedApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.PodSeen;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvictionReplyTests {

    private static final String POD = "/api/v1/namespaces/train/pods/worker-0";
    private static final String EVICTION = "POST " + POD + "/eviction";
    private static final String BUDGETS = "GET /apis/policy/v1/namespaces/train/poddisruptionbudgets";
    private static final PodSeen WORKER =
            new PodSeen("train", "worker-0", "u1", null, true, false, "10.1.0.9", true, false);

    @TempDir
    Path folder;

    private ScriptedApi api;
    private Fabric8Cluster cluster;

    @BeforeEach
    void start() {
        api = new ScriptedApi(folder);
        cluster = Fabric8Cluster.connect(ClusterSettings.of(api.kubeconfig()));
        api.on("GET " + POD, pod("u1", ""));
    }

    @AfterEach
    void stop() {
        cluster.close();
        api.close();
    }

    @Test
    void an_eviction_names_the_pod_by_its_uid() {
        api.on(EVICTION, json(201, "{\"kind\":\"Status\",\"status\":\"Success\"}"));

        assertThat(evict()).isEqualTo(new Eviction.Accepted());
        assertThat(api.asked("POST").getFirst().body()).contains("\"uid\":\"u1\"", "\"apiVersion\":\"policy/v1\"");
    }

    @Test
    void a_block_shows_the_budget_that_the_cause_names() {
        api.on(
                EVICTION,
                status(
                        429,
                        "TooManyRequests",
                        "Cannot evict pod as it would violate the pod's disruption budget.",
                        "{\"causes\":[{\"reason\":\"DisruptionBudget\",\"message\":\"The disruption budget gang needs 4"
                                + " healthy pods and has 4 currently\"}]}"));

        assertThat(evict()).isInstanceOfSatisfying(Eviction.Blocked.class, blocked -> {
            assertThat(blocked.budget()).isEqualTo("gang");
            assertThat(blocked.message()).contains("needs 4 healthy pods");
        });
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    void a_block_without_causes_shows_the_budget_that_selects_the_pod_and_allows_nothing() {
        api.on(EVICTION, status(429, "TooManyRequests", "Cannot evict pod as it would violate the disruption budget."))
                .on(
                        BUDGETS,
                        budgets(
                                budget("open", "{\"matchLabels\":{\"job\":\"a\"}}", 1),
                                budget("other", "{\"matchLabels\":{\"job\":\"b\"}}", 0),
                                budget(
                                        "shut",
                                        "{\"matchExpressions\":[{\"key\":\"job\",\"operator\":\"In\",\"values\":[\"a\"]}]}",
                                        0)));

        assertThat(evict())
                .isInstanceOfSatisfying(
                        Eviction.Blocked.class,
                        blocked -> assertThat(blocked.budget()).isEqualTo("shut"));
    }

    @Test
    void a_block_whose_budget_cannot_be_read_is_a_block_all_the_same() {
        api.on(EVICTION, status(429, "TooManyRequests", "Cannot evict pod: disruption budget."))
                .on(BUDGETS, status(403, "Forbidden", "no"));

        assertThat(evict())
                .isInstanceOfSatisfying(
                        Eviction.Blocked.class,
                        blocked -> assertThat(blocked.budget()).isEqualTo(Budgets.UNNAMED));
    }

    @Test
    void a_server_that_has_too_much_to_do_is_not_a_budget() {
        api.on(EVICTION, plain(429, "Too many requests, please try again later."))
                .on(BUDGETS, budgets(budget("open", "{}", 1)));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(this::evict)
                .extracting(ClusterException::family)
                .isEqualTo(Family.UNAVAILABLE);
    }

    @Test
    void two_budgets_over_one_pod_block_it_for_good_and_both_are_shown() {
        api.on(
                        EVICTION,
                        status(
                                500,
                                "InternalError",
                                "This pod has more than one PodDisruptionBudget, which the eviction subresource does"
                                        + " not support."))
                .on(BUDGETS, budgets(budget("two", "{}", 3), budget("one", "{\"matchLabels\":{\"job\":\"a\"}}", 3)));

        assertThat(evict())
                .isInstanceOfSatisfying(
                        Eviction.Blocked.class,
                        blocked -> assertThat(blocked.budget()).isEqualTo("one, two"));
    }

    @Test
    void another_server_error_is_not_a_block() {
        api.on(EVICTION, status(500, "InternalError", "etcd"));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(this::evict)
                .extracting(ClusterException::family)
                .isEqualTo(Family.UNAVAILABLE);
    }

    @Test
    void a_pod_of_that_name_with_another_uid_means_ours_is_gone() {
        api.on(EVICTION, status(409, "Conflict", "the UID in the precondition does not match"))
                .on("GET " + POD, pod("u2", ""));

        assertThat(evict()).isEqualTo(new Eviction.AlreadyGone());
    }

    @Test
    void a_conflict_over_the_very_pod_is_a_conflict() {
        api.on(EVICTION, status(409, "Conflict", "the object has been modified"));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(this::evict)
                .extracting(ClusterException::family)
                .isEqualTo(Family.CONFLICT);
    }

    @Test
    void an_absent_pod_is_gone_for_eviction_and_for_deletion() {
        api.on(EVICTION, status(404, "NotFound", "pods \\\"worker-0\\\" not found"));

        assertThat(evict()).isEqualTo(new Eviction.AlreadyGone());
        cluster.drain().delete(WORKER, 0);
    }

    @Test
    void a_deletion_spares_the_pod_that_came_after_under_the_same_name() {
        api.on("DELETE " + POD, status(409, "Conflict", "the UID in the precondition does not match"))
                .on("GET " + POD, pod("u2", ""));

        cluster.drain().delete(WORKER, 30);

        assertThat(api.asked("DELETE").getFirst().body()).contains("\"uid\":\"u1\"", "\"gracePeriodSeconds\":30");
    }

    @Test
    void in_a_namespace_that_ends_a_pod_that_is_going_counts_as_accepted() {
        api.on(
                        EVICTION,
                        status(
                                403,
                                "Forbidden",
                                "unable to create new content in namespace train because it is being terminated",
                                "{\"causes\":[{\"reason\":\"NamespaceTerminating\"}]}"))
                .on("GET " + POD, pod("u1", ",\"deletionTimestamp\":\"2026-11-23T10:00:00Z\""));

        assertThat(evict()).isEqualTo(new Eviction.Accepted());
    }

    @Test
    void a_refusal_by_rbac_stays_one() {
        api.on(EVICTION, status(403, "Forbidden", "no"));

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(this::evict)
                .withMessageContaining("'create' on resource 'pods/eviction'");
    }

    private Eviction evict() {
        return cluster.drain().evict(WORKER);
    }

    private static ScriptedApi.Answer pod(String uid, String more) {
        return json(
                200,
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"worker-0\",\"namespace\":\"train\","
                        + "\"uid\":\"" + uid + "\",\"labels\":{\"job\":\"a\"}" + more + "},\"spec\":{}}");
    }

    private static String budget(String name, String selector, int allowed) {
        return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"selector\":" + selector
                + "},\"status\":{\"disruptionsAllowed\":" + allowed + "}}";
    }

    private static ScriptedApi.Answer budgets(String... budgets) {
        return json(
                200,
                "{\"kind\":\"PodDisruptionBudgetList\",\"apiVersion\":\"policy/v1\",\"metadata\":"
                        + "{\"resourceVersion\":\"1\"},\"items\":[" + String.join(",", budgets) + "]}");
    }
}
