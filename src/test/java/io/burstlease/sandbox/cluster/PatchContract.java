package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The patch kinds. */
interface PatchContract extends Contract {

    private ConfigMap patched(String name, PatchType type, String patch) {
        return client().configMaps().inNamespace(namespace()).withName(name).patch(PatchContext.of(type), patch);
    }

    private void make(String name) {
        client().resource(Samples.aConfigMap(namespace(), name, Map.of("a", "1", "b", "2")))
                .create();
    }

    @Test
    default void a_json_patch_tests_adds_replaces_and_removes() {
        make("json-patch");
        ConfigMap now = patched("json-patch", PatchType.JSON, """
                [{"op":"test","path":"/data/a","value":"1"},
                 {"op":"replace","path":"/data/a","value":"3"},
                 {"op":"add","path":"/metadata/labels/x~1y","value":"z"},
                 {"op":"remove","path":"/data/b"}]
                """);
        assertThat(now.getData()).isEqualTo(Map.of("a", "3"));
        assertThat(now.getMetadata().getLabels()).containsEntry("x/y", "z");

        Status refused = Samples.refusal(
                422,
                () -> patched(
                        "json-patch", PatchType.JSON, "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"9\"}]"));
        assertThat(refused.getReason()).isEqualTo("Invalid");
    }

    @Test
    default void a_merge_patch_removes_by_null() {
        make("merge-patch");
        ConfigMap now = patched("merge-patch", PatchType.JSON_MERGE, "{\"data\":{\"a\":null,\"c\":\"3\"}}");
        assertThat(now.getData()).isEqualTo(Map.of("b", "2", "c", "3"));
    }

    @Test
    default void a_patch_that_names_a_stale_revision_is_a_conflict() {
        make("patch-stale");
        String revision = client().configMaps()
                .inNamespace(namespace())
                .withName("patch-stale")
                .get()
                .getMetadata()
                .getResourceVersion();
        patched("patch-stale", PatchType.JSON_MERGE, "{\"data\":{\"a\":\"x\"}}");

        Status refused = Samples.refusal(
                409,
                () -> patched(
                        "patch-stale",
                        PatchType.JSON_MERGE,
                        "{\"metadata\":{\"resourceVersion\":\"" + revision + "\"},\"data\":{\"a\":\"y\"}}"));
        assertThat(refused.getReason()).isEqualTo("Conflict");
    }

    @Test
    default void a_strategic_patch_merges_lists_by_their_keys() {
        DaemonSet set = Workloads.aDaemonSet(namespace(), "strategic", Map.of("no-such-label", "x"));
        client().resource(set).create();
        DaemonSet now = client().apps()
                .daemonSets()
                .inNamespace(namespace())
                .withName("strategic")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                        {"spec":{"template":{"spec":{
                          "containers":[{"name":"main","env":[{"name":"A","value":"1"}]},
                                        {"name":"side","image":"%s"}],
                          "tolerations":[{"key":"only","operator":"Exists"}]}}}}
                        """.formatted(Samples.IMAGE));

        var spec = now.getSpec().getTemplate().getSpec();
        assertThat(spec.getContainers()).extracting("name").containsExactlyInAnyOrder("main", "side");
        assertThat(spec.getContainers())
                .filteredOn(each -> each.getName().equals("main"))
                .allMatch(each ->
                        each.getImage().equals(Samples.IMAGE) && each.getEnv().size() == 1);
        assertThat(spec.getTolerations())
                .as("tolerations have no merge key and are replaced")
                .hasSize(1)
                .allMatch(each -> each.getKey().equals("only"));
        assertThat(now.getMetadata().getGeneration()).isEqualTo(2);

        DaemonSet less = client().apps()
                .daemonSets()
                .inNamespace(namespace())
                .withName("strategic")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                                + "[{\"name\":\"side\",\"$patch\":\"delete\"}]}}}}");
        assertThat(less.getSpec().getTemplate().getSpec().getContainers())
                .extracting("name")
                .containsExactly("main");
        client().resource(set).delete();
    }

    @Test
    default void taints_are_replaced_as_a_whole_and_conditions_merge_by_type() {
        Node node = client().resource(Samples.aNode("contract-patch-" + mark())).create();
        var resource = client().nodes().withName(node.getMetadata().getName());
        resource.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"taints\":[{\"key\":\"a\",\"effect\":\"NoSchedule\"}]}}");
        Node now = resource.patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"spec\":{\"taints\":[{\"key\":\"b\",\"effect\":\"NoSchedule\"}]}}");
        assertThat(now.getSpec().getTaints())
                .extracting(Taint::getKey)
                .contains("b")
                .doesNotContain("a");

        for (String type : new String[] {"One", "Two"}) {
            resource.subresource("status")
                    .patch(
                            PatchContext.of(PatchType.STRATEGIC_MERGE),
                            "{\"status\":{\"conditions\":[{\"type\":\"" + type
                                    + "\",\"status\":\"True\",\"reason\":\"R\",\"message\":\"m\"}]}}");
        }
        assertThat(resource.get().getStatus().getConditions())
                .extracting("type")
                .contains("One", "Two");
        client().resource(node).delete();
    }

    @Test
    default void an_unknown_patch_kind_is_refused() {
        make("patch-kind");
        Samples.refusal(
                415,
                () -> client().raw("/api/v1/namespaces/" + namespace() + "/configmaps/patch-kind", "PATCH", Map.of()));
    }
}
