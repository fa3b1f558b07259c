package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.Taint;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class Fabric8Nodes implements Nodes {

    /** A node's status is written every few seconds, so that a conflict or two is normal and five are not. */
    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final ClusterSettings settings;

    Fabric8Nodes(KubernetesClient client, ClusterSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public List<NodeSeen> list(String labelKey, String labelValue) {
        ApiCall call = ApiCall.of("list", "nodes", labelKey + "=" + labelValue);
        return Pages.<Node>all(
                        call,
                        options ->
                                client.nodes().withLabel(labelKey, labelValue).list(options))
                .stream()
                .map(NodeReading::read)
                .toList();
    }

    @Override
    public Optional<NodeSeen> get(String name) {
        return Optional.ofNullable(read(name)).map(NodeReading::read);
    }

    @Override
    public AutoCloseable watch(String labelKey, String labelValue, Consumer<NodeSeen> seen, Consumer<String> gone) {
        NodeWatch watch = new NodeWatch(this::get, seen, gone);
        watch.start(client.nodes()
                .withLabel(labelKey, labelValue)
                .runnableInformer(settings.retellInterval().toMillis()));
        return watch;
    }

    @Override
    public void dress(String name, Map<String, String> labels, List<Taint> taints, List<String> removedTaintKeys) {
        Dress dress = new Dress(labels, taints, removedTaintKeys);
        for (int attempt = 1; ; attempt++) {
            Node node = read(name);
            if (node == null) {
                throw absent(name);
            }
            Optional<Map<String, Object>> patch = dress.patch(node);
            if (patch.isEmpty()) {
                return;
            }
            try {
                patch(name, patch.get());
                return;
            } catch (ClusterException e) {
                if (e.family() != Family.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void cordon(String name, boolean unschedulable) {
        Map<String, ?> field =
                unschedulable ? Map.of("unschedulable", true) : Collections.singletonMap("unschedulable", null);
        patch(name, Map.of("spec", field));
    }

    @Override
    public boolean delete(String name, String uid) {
        DeleteOptions ofThatUid = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions()
                .build();
        try {
            ApiCall.of("delete", "nodes", name).run(() -> client.raw("/api/v1/nodes/" + name, "DELETE", ofThatUid));
        } catch (ClusterException e) {
            if (e.family() != Family.GONE && e.family() != Family.CONFLICT) {
                throw e;
            }
        }
        return read(name) == null;
    }

    private @Nullable Node read(String name) {
        return ApiCall.of("get", "nodes", name)
                .run(() -> client.nodes().withName(name).get());
    }

    private void patch(String name, Map<String, ?> patch) {
        PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
        merge.setFieldManager("burstlease");
        // A client given the whole object patches at once; given only a name it reads the object first.
        Node named =
                new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
        String json = client.getKubernetesSerialization().asJson(patch);
        ApiCall.of("patch", "nodes", name)
                .run(() -> client.nodes().resource(named).patch(merge, json));
    }

    private static ClusterException absent(String name) {
        return new ClusterException(Family.GONE, "There is no node " + name, null);
    }
}
