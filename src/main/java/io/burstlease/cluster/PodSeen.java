package io.burstlease.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A pod on a node.
 *
 * @param owner kind/name of the controller, or null for a bare pod
 * @param localData true when it has an {@code emptyDir}
 */
public record PodSeen(
        String namespace,
        String name,
        String uid,
        @Nullable String owner,
        boolean ready,
        boolean hostNetwork,
        @Nullable String podIp,
        boolean localData,
        boolean terminating) {

    /** True when a controller of that kind owns it, whose name begins so: {@code terway} for {@code terway-eniip}. */
    public boolean isOf(String kind, String namePrefix) {
        return owner != null && owner.startsWith(kind + "/" + namePrefix);
    }
}
