package io.burstlease.sandbox.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PlacementTest {

    private static final ObjectNode CLOUD = Json.parse("""
            {"metadata":{"name":"cloud","labels":{"alibabacloud.com/external":"true"}},
             "spec":{"taints":[{"key":"burstlease.io/lease","value":"l-1","effect":"NoSchedule"}]},
             "status":{"allocatable":{"cpu":"8","memory":"16Gi","pods":"10","nvidia.com/gpu":"4"}}}
            """);
    private static final ObjectNode HOME = Json.parse("{\"metadata\":{\"name\":\"home\",\"labels\":{}}}");

    private static ObjectNode affinity(String terms) {
        ObjectNode spec = Json.object();
        Json.child(spec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                .set("nodeSelectorTerms", Json.parse("{\"t\":" + terms + "}").path("t"));
        return spec;
    }

    private static final String NOT_EXTERNAL =
            "{\"matchExpressions\":[{\"key\":\"alibabacloud.com/external\",\"operator\":\"NotIn\",\"values\":[\"true\"]}]}";
    private static final String NOT_VIRTUAL =
            "{\"matchExpressions\":[{\"key\":\"type\",\"operator\":\"NotIn\",\"values\":[\"virtual-kubelet\"]}]}";

    @Test
    void terms_are_alternatives_so_that_a_second_term_undoes_an_exclusion() {
        assertThat(Placement.selects(affinity("[" + NOT_EXTERNAL + "]"), CLOUD)).isFalse();
        assertThat(Placement.selects(affinity("[" + NOT_EXTERNAL + "]"), HOME)).isTrue();
        assertThat(Placement.selects(affinity("[" + NOT_EXTERNAL + "," + NOT_VIRTUAL + "]"), CLOUD))
                .isTrue();
    }

    @Test
    void a_taint_is_tolerated_by_key_and_value_or_by_everything() {
        assertThat(tolerated("{\"operator\":\"Exists\"}")).isTrue();
        assertThat(tolerated("{\"key\":\"burstlease.io/lease\",\"operator\":\"Exists\"}"))
                .isTrue();
        assertThat(tolerated("{\"key\":\"burstlease.io/lease\",\"value\":\"l-1\"}"))
                .isTrue();
        assertThat(tolerated("{\"key\":\"burstlease.io/lease\",\"value\":\"l-2\"}"))
                .isFalse();
        assertThat(tolerated("{\"key\":\"burstlease.io/lease\",\"operator\":\"Exists\",\"effect\":\"NoExecute\"}"))
                .isFalse();
    }

    private static boolean tolerated(String toleration) {
        ObjectNode spec = Json.parse("{\"tolerations\":[" + toleration + "]}");
        return Placement.tolerates(spec, CLOUD, Set.of("NoSchedule"));
    }

    @Test
    void gpus_that_others_use_are_not_there() {
        ObjectNode pod = Json.parse("""
                {"spec":{"tolerations":[{"operator":"Exists"}],
                 "containers":[{"resources":{"requests":{"nvidia.com/gpu":"2","cpu":"500m"}}}]}}
                """);
        assertThat(Placement.obstacle(pod, CLOUD, Map.of("nvidia.com/gpu", 2000L)))
                .isEmpty();
        assertThat(Placement.obstacle(pod, CLOUD, Map.of("nvidia.com/gpu", 3000L)))
                .isEqualTo("Insufficient nvidia.com/gpu");
        assertThat(Placement.obstacle(pod, CLOUD, Map.of("pods", 10_000L))).isEqualTo("Too many pods");
    }
}
