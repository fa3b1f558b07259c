package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.patch.PatchKind;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The scale subresource: the replicas of a workload and nothing else of it. */
final class Scaling {

    private final Registry registry;

    Scaling(Registry registry) {
        this.registry = registry;
    }

    void get(Call call, RequestTarget target) throws IOException {
        call.answer(200, scale(registry.get(target.kind(), target.namespace(), target.name())));
    }

    void change(Call call, RequestTarget target) throws IOException {
        ObjectNode now = registry.update(
                target.kind(),
                target.namespace(),
                target.name(),
                "",
                workload -> {
                    ObjectNode wanted = wanted(call, scale(workload));
                    Json.child(workload, "spec").put("replicas", (int) Json.number(wanted, "spec", "replicas"));
                    return workload;
                },
                call.options());
        call.answer(200, scale(now));
    }

    private static ObjectNode wanted(Call call, ObjectNode current) {
        if (call.method().equals("PUT")) {
            return call.object();
        }
        PatchKind how = PatchKind.of(call.header("Content-Type"));
        if (how == PatchKind.APPLY) {
            throw ApiFailure.unsupportedMediaType("application/merge-patch+json");
        }
        return how.patched(current, call.tree());
    }

    private static ObjectNode scale(ObjectNode workload) {
        ObjectNode scale = Json.of("kind", "Scale", "apiVersion", "autoscaling/v1");
        ObjectNode meta = Json.meta(scale);
        for (String field : new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
            meta.put(field, Json.text(workload, "metadata", field));
        }
        scale.putObject("spec").put("replicas", (int) Json.number(workload, "spec", "replicas"));
        String selector = Json.map(workload, "spec", "selector", "matchLabels").entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
        scale.putObject("status")
                .put("replicas", (int) Json.number(workload, "status", "replicas"))
                .put("selector", selector);
        return scale;
    }
}
