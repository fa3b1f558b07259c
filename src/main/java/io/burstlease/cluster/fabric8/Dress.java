package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.Taint;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node is to bear, as one merge patch against the node as it was read.
 *
 * <p>Labels merge key by key, so others' labels stay. {@code spec.taints} is one atomic list for every kind of patch
 * and for server-side apply: whoever writes it writes all of it. Therefore the patch carries the resourceVersion the
 * list was read at, the server refuses it with 409 if anybody wrote in between, and the caller reads again.
 */
record Dress(Map<String, String> labels, List<Taint> taints, List<String> removedTaintKeys) {

    /** Empty where the node already bears all of it. */
    Optional<Map<String, Object>> patch(Node node) {
        List<io.fabric8.kubernetes.api.model.Taint> before = node.getSpec().getTaints();
        List<io.fabric8.kubernetes.api.model.Taint> after = taintsAfter(before);
        boolean labelled = node.getMetadata().getLabels() != null
                && node.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
        if (labelled && after.equals(before)) {
            return Optional.empty();
        }
        return Optional.of(Map.of(
                "metadata", Map.of("resourceVersion", node.getMetadata().getResourceVersion(), "labels", labels),
                "spec", Map.of("taints", after)));
    }

    private List<io.fabric8.kubernetes.api.model.Taint> taintsAfter(
            List<io.fabric8.kubernetes.api.model.Taint> before) {
        List<io.fabric8.kubernetes.api.model.Taint> after = new ArrayList<>(before);
        after.removeIf(taint -> removedTaintKeys.contains(taint.getKey()) && !wanted(taint));
        for (Taint taint : taints) {
            if (after.stream().noneMatch(there -> same(there, taint))) {
                after.removeIf(there -> sameKeyAndEffect(there, taint));
                after.add(new TaintBuilder()
                        .withKey(taint.key())
                        .withValue(taint.value().isEmpty() ? null : taint.value())
                        .withEffect(taint.effect())
                        .build());
            }
        }
        return after;
    }

    /** A taint that is both removed and set stays as it is, with its timeAdded. */
    private boolean wanted(io.fabric8.kubernetes.api.model.Taint there) {
        return taints.stream().anyMatch(taint -> same(there, taint));
    }

    private static boolean same(io.fabric8.kubernetes.api.model.Taint there, Taint taint) {
        return sameKeyAndEffect(there, taint)
                && Objects.requireNonNullElse(there.getValue(), "").equals(taint.value());
    }

    /** The API server keeps taints unique by key and effect. */
    private static boolean sameKeyAndEffect(io.fabric8.kubernetes.api.model.Taint there, Taint taint) {
        return there.getKey().equals(taint.key()) && there.getEffect().equals(taint.effect());
    }
}
