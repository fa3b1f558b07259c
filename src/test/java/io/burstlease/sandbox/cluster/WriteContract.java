package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Creating, replacing and deleting, with what is refused. */
interface WriteContract extends Contract {

    private Resource<ConfigMap> map(String name) {
        return client().configMaps().inNamespace(namespace()).withName(name);
    }

    private ConfigMap made(String name) {
        return client().resource(Samples.aConfigMap(namespace(), name, Map.of("k", "v")))
                .create();
    }

    private static PatchContext merge() {
        return PatchContext.of(PatchType.JSON_MERGE);
    }

    private Node aNode(String part) {
        return client().resource(Samples.aNode("contract-" + part + "-" + mark()))
                .create();
    }

    @Test
    default void an_object_gets_its_identity_and_cannot_be_made_twice() {
        ConfigMap made = made("twice");

        assertThat(made.getMetadata().getUid()).isNotBlank();
        assertThat(made.getMetadata().getResourceVersion()).isNotBlank();
        assertThat(made.getMetadata().getCreationTimestamp()).isNotBlank();
        Status refused = Samples.refusal(409, () -> made("twice"));
        assertThat(refused.getReason()).isEqualTo("AlreadyExists");
        assertThat(refused.getDetails().getName()).isEqualTo("twice");
        assertThat(refused.getDetails().getKind()).isEqualTo("configmaps");
    }

    @Test
    default void a_stale_replacement_is_a_conflict_and_one_that_changes_nothing_moves_nothing() {
        ConfigMap first = made("stale");
        ConfigMap second = map("stale").edit(map -> {
            map.setData(Map.of("k", "w"));
            return map;
        });
        first.setData(Map.of("k", "x"));

        Status refused = Samples.refusal(409, () -> client().resource(first).update());
        assertThat(refused.getReason()).isEqualTo("Conflict");
        ConfigMap same = client().resource(second).update();
        assertThat(same.getMetadata().getResourceVersion())
                .isEqualTo(second.getMetadata().getResourceVersion());
    }

    @Test
    default void what_is_not_there_is_not_found() {
        assertThat(map("nothing").get()).isNull();
        Status refused = Samples.refusal(
                404,
                () -> client().resource(Samples.aConfigMap(namespace(), "nothing", Map.of()))
                        .update());
        assertThat(refused.getReason()).isEqualTo("NotFound");
        Samples.refusal(
                404,
                () -> client().resource(Samples.aConfigMap("no-such-namespace", "x", Map.of()))
                        .create());
    }

    @Test
    default void malformed_objects_are_refused_with_their_fields() {
        Status name = Samples.refusal(422, () -> made("Not_A_Name"));
        assertThat(name.getReason()).isEqualTo("Invalid");
        assertThat(name.getDetails().getCauses())
                .anyMatch(cause -> cause.getField().equals("metadata.name"));
        Samples.refusal(422, () -> made("two..dots"));
        Node node = aNode("taint");
        // A patch states no version, so that a controller that touches the node meanwhile is not in its way.
        String bad = "{\"spec\":{\"taints\":[{\"key\":\"a\",\"effect\":\"Sometimes\"}]}}";
        Status taint = Samples.refusal(
                422,
                () -> client().nodes().withName(node.getMetadata().getName()).patch(merge(), bad));
        assertThat(taint.getDetails().getCauses())
                .anyMatch(cause -> cause.getField().contains("taints"));
        client().resource(node).delete();
    }

    @Test
    default void a_provider_id_is_written_once() {
        Node node = aNode("provider");
        Resource<Node> there = client().nodes().withName(node.getMetadata().getName());
        Node named = there.patch(merge(), "{\"spec\":{\"providerID\":\"cn-shanghai.i-1\"}}");
        assertThat(named.getSpec().getProviderID()).isEqualTo("cn-shanghai.i-1");

        Status refused =
                Samples.refusal(422, () -> there.patch(merge(), "{\"spec\":{\"providerID\":\"cn-shanghai.i-2\"}}"));
        assertThat(refused.getReason()).isEqualTo("Invalid");
        client().resource(node).delete();
    }

    @Test
    default void status_and_spec_are_written_apart() {
        Node node = aNode("status");
        NodeCondition condition = new NodeConditionBuilder()
                .withType("Contract")
                .withStatus("True")
                .withReason("Test")
                .build();
        Node both = client().resource(node).get();
        both.setStatus(new NodeStatusBuilder().withConditions(condition).build());
        both.getMetadata().getLabels().put("via", "main");
        both.getMetadata().setResourceVersion(null);
        Node main =
                Requests.replace(client(), "/api/v1/nodes/" + both.getMetadata().getName(), both);
        assertThat(main.getStatus().getConditions())
                .noneMatch(each -> each.getType().equals("Contract"));
        assertThat(main.getMetadata().getLabels()).containsEntry("via", "main");

        Node status = client().nodes()
                .withName(node.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"spec":{"unschedulable":false},
                         "status":{"conditions":[{"type":"Contract","status":"True","reason":"T","message":"m"}]}}
                        """);
        assertThat(status.getStatus().getConditions())
                .anyMatch(each -> each.getType().equals("Contract"));
        assertThat(status.getSpec().getUnschedulable()).isTrue();
        client().resource(node).delete();
    }

    @Test
    default void a_budget_is_replaced_only_under_the_revision_that_was_read() {
        PodDisruptionBudget budget = Samples.aBudget(namespace(), "replaced", Map.of("app", "none"), 1);
        client().resource(budget).create();
        String path = "/apis/policy/v1/namespaces/" + namespace() + "/poddisruptionbudgets/replaced";

        Status refused = Samples.refusal(422, () -> Requests.replace(client(), path, budget));

        assertThat(refused.getReason()).isEqualTo("Invalid");
        assertThat(refused.getDetails().getCauses())
                .anyMatch(cause -> cause.getField().equals("metadata.resourceVersion"));
        client().resource(budget).delete();
    }

    @Test
    default void a_dry_run_answers_and_keeps_nothing() {
        ConfigMap dry = client().resource(Samples.aConfigMap(namespace(), "dry", Map.of("k", "v")))
                .dryRun()
                .create();
        assertThat(dry.getMetadata().getUid()).isNotBlank();
        assertThat(map("dry").get()).isNull();

        ConfigMap real = made("dry-two");
        real.setData(Map.of("k", "changed"));
        assertThat(client().resource(real).dryRun().update().getData()).containsEntry("k", "changed");
        map("dry-two").dryRun().delete();
        assertThat(map("dry-two").get().getData()).containsEntry("k", "v");
    }

    @Test
    default void a_delete_minds_its_preconditions() {
        ConfigMap made = made("precondition");
        String path = "/api/v1/namespaces/" + namespace() + "/configmaps/precondition";
        String wrong = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"preconditions\":{\"uid\":\"%s\"}}";

        Status refused = Samples.refusal(
                409, () -> client().raw(path, "DELETE", wrong.formatted("00000000-0000-0000-0000-000000000000")));
        assertThat(refused.getReason()).isEqualTo("Conflict");
        assertThat(map("precondition").get()).isNotNull();
        client().raw(path, "DELETE", wrong.formatted(made.getMetadata().getUid()));
        assertThat(map("precondition").get()).isNull();
    }

    @Test
    default void a_finalizer_holds_an_object_until_it_is_taken_off() {
        ConfigMap held = Samples.aConfigMap(namespace(), "held", Map.of());
        held.getMetadata().setFinalizers(List.of("contract.burstlease.io/hold"));
        client().resource(held).create();
        map("held").delete();
        assertThat(map("held").get().getMetadata().getDeletionTimestamp()).isNotBlank();

        map("held").edit(map -> {
            map.getMetadata().setFinalizers(List.of());
            return map;
        });
        assertThat(map("held").get()).isNull();
    }

    @Test
    default void dependents_go_with_their_owner() {
        ConfigMap owner = made("owner");
        ConfigMap child = Samples.aConfigMap(namespace(), "child", Map.of());
        child.addOwnerReference(owner);
        client().resource(child).create();

        map("owner").delete();
        Await.until("the dependent is collected", () -> map("child").get() == null);
    }

    @Test
    default void a_pod_without_a_node_goes_at_once_and_its_spec_does_not_change() {
        Pod pod = Samples.aPod(namespace(), "unbound", Map.of());
        pod.getSpec().setNodeSelector(Map.of("no-such-label", "x"));
        client().resource(pod).create();
        Status refused = Samples.refusal(
                422,
                () -> client().pods()
                        .inNamespace(namespace())
                        .withName("unbound")
                        .patch(merge(), "{\"spec\":{\"hostNetwork\":true}}"));
        assertThat(refused.getReason()).isEqualTo("Invalid");

        client().pods().inNamespace(namespace()).withName("unbound").delete();
        assertThat(client().pods().inNamespace(namespace()).withName("unbound").get())
                .isNull();
    }
}
