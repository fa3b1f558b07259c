package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.PodSeen;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a Pod object the product looks at, and which pods a drain leaves alone. */
final class PodReading {

    private PodReading() {}

    static PodSeen read(Pod pod) {
        PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        return new PodSeen(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                owner(pod),
                ready(status),
                Boolean.TRUE.equals(pod.getSpec().getHostNetwork()),
                status.getPodIP(),
                pod.getSpec().getVolumes().stream().anyMatch(volume -> volume.getEmptyDir() != null),
                pod.getMetadata().getDeletionTimestamp() != null);
    }

    static boolean running(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    /** True for what a drain moves: a DaemonSet's pod would come back at once, a mirror pod is only a reflection. */
    static boolean movable(Pod pod) {
        return running(pod) && !ofDaemonSet(pod) && !mirror(pod);
    }

    private static boolean ofDaemonSet(Pod pod) {
        return controller(pod)
                .filter(owner -> "DaemonSet".equals(owner.getKind()))
                .isPresent();
    }

    private static boolean mirror(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey("kubernetes.io/config.mirror");
    }

    private static @Nullable String owner(Pod pod) {
        return controller(pod)
                .map(owner -> owner.getKind() + "/" + owner.getName())
                .orElse(null);
    }

    private static Optional<OwnerReference> controller(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private static boolean ready(PodStatus status) {
        return status.getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
