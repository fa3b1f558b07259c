package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Writers that meet at one object: the server retries for those that name no revision, and one of the others wins. */
interface RivalryContract extends Contract {

    /** Does all of it at the same time, and passes on the first failure. */
    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            for (Future<T> each : threads.invokeAll(works)) {
                results.add(each.get());
            }
        }
        return results;
    }

    private static Callable<Integer> rounds(IntConsumer write) {
        int rounds = 20;
        return () -> {
            for (int round = 1; round <= rounds; round++) {
                write.accept(round);
            }
            return rounds;
        };
    }

    @Test
    default void writers_that_name_no_revision_are_never_in_conflict() throws Exception {
        String name = "contract-rivals-" + mark();
        Node node = client().resource(Samples.aNode(name)).create();
        Resource<Node> there = client().nodes().withName(name);
        node.getMetadata().setResourceVersion(null);
        PatchContext apply = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("rival")
                .build();
        try {
            atOnce(List.of(
                    rounds(round -> {
                        node.getMetadata().getLabels().put("replaced", "r" + round);
                        Requests.replace(client(), "/api/v1/nodes/" + name, node);
                    }),
                    rounds(round -> there.patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"patched\":\"r" + round + "\"}}}")),
                    rounds(round -> there.patch(apply, """
                            {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s","annotations":{"applied":"r%d"}}}
                            """.formatted(name, round))),
                    rounds(round -> there.subresource("status")
                            .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), """
                            {"status":{"conditions":
                              [{"type":"Rival","status":"True","reason":"R%d","message":"m"}]}}
                            """.formatted(round)))));

            Node last = there.get();
            assertThat(last.getMetadata().getLabels()).containsEntry("replaced", "r20");
            assertThat(last.getStatus().getConditions())
                    .as("a replacement of the whole does not reach the status")
                    .anyMatch(each ->
                            each.getType().equals("Rival") && each.getReason().equals("R20"));
        } finally {
            there.delete();
        }
    }

    @Test
    default void of_writers_that_name_the_same_revision_one_wins() throws Exception {
        ConfigMap made = client().resource(Samples.aConfigMap(namespace(), "rivals", Map.of()))
                .create();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ConfigMap wanted = Samples.aConfigMap(namespace(), "rivals", Map.of("by", "writer-" + i));
            wanted.getMetadata().setResourceVersion(made.getMetadata().getResourceVersion());
            writers.add(() -> {
                try {
                    client().resource(wanted).update();
                    return 200;
                } catch (KubernetesClientException e) {
                    return e.getCode();
                }
            });
        }

        assertThat(atOnce(writers)).containsOnly(200, 409).containsOnlyOnce(200);
    }
}
