package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cluster.Taint;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;

class DressTests {

    private static final String SINCE = "2026-11-23T10:00:00Z";

    @Test
    void a_node_that_bears_it_all_is_not_written() {
        Dress dress =
                new Dress(Map.of("pool", "cloud"), List.of(new Taint("lease", "L1", "NoSchedule")), List.of("joining"));

        assertThat(dress.patch(node("lease", "L1"))).isEmpty();
    }

    @Test
    void one_patch_carries_labels_taints_and_the_version_that_was_read() {
        Dress dress =
                new Dress(Map.of("lease", "L1"), List.of(new Taint("lease", "L1", "NoSchedule")), List.of("joining"));

        Map<String, Object> patch = dress.patch(node("joining", "")).orElseThrow();

        assertThat(patch.get("metadata")).isEqualTo(Map.of("resourceVersion", "7", "labels", Map.of("lease", "L1")));
        assertTaints(patch)
                .extracting(io.fabric8.kubernetes.api.model.Taint::getKey)
                .containsExactly("others", "lease");
    }

    @Test
    void anothers_taint_keeps_its_value_and_its_time() {
        Dress dress = new Dress(Map.of(), List.of(), List.of("joining"));

        Map<String, Object> patch = dress.patch(node("joining", "")).orElseThrow();

        assertTaints(patch)
                .singleElement()
                .satisfies(taint -> assertThat(taint.getTimeAdded()).isEqualTo(SINCE));
    }

    @Test
    void a_taint_of_the_same_key_and_effect_is_replaced() {
        Dress dress = new Dress(Map.of(), List.of(new Taint("lease", "L2", "NoSchedule")), List.of());

        Map<String, Object> patch = dress.patch(node("lease", "L1")).orElseThrow();

        assertTaints(patch)
                .hasSize(2)
                .anySatisfy(taint -> assertThat(taint.getValue()).isEqualTo("L2"));
    }

    @Test
    void a_taint_both_removed_and_set_stays() {
        Dress dress = new Dress(Map.of(), List.of(new Taint("lease", "L1", "NoSchedule")), List.of("lease"));

        assertThat(dress.patch(node("lease", "L1"))).isEmpty();
    }

    private static Node node(String taint, String value) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName("n")
                .withResourceVersion("7")
                .addToLabels("pool", "cloud")
                .endMetadata()
                .withNewSpec()
                .addNewTaint("NoExecute", "others", SINCE, "x")
                .addNewTaint("NoSchedule", taint, null, value)
                .endSpec()
                .build();
    }

    private static ListAssert<io.fabric8.kubernetes.api.model.Taint> assertTaints(Map<String, Object> patch) {
        return assertThat(patch)
                .extractingByKey("spec", InstanceOfAssertFactories.map(String.class, Object.class))
                .extractingByKey("taints", InstanceOfAssertFactories.list(io.fabric8.kubernetes.api.model.Taint.class));
    }
}
