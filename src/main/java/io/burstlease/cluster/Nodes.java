package io.burstlease.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Nodes of the cluster. Every method calls the API server and may not be called inside a database transaction; failures
 * are {@link ClusterException}, whose family says what the caller does next.
 */
public interface Nodes {

    /** All nodes that bear the label, read fresh. */
    List<NodeSeen> list(String labelKey, String labelValue);

    /** The node of that name, read fresh. */
    Optional<NodeSeen> get(String name);

    /**
     * Tells of every change to a node that bears the label, until closed; reconnects and re-lists by itself, so that a
     * change may be told twice but none is lost. {@code gone} receives the name of a deleted node; a node that lost the
     * label is told once more as seen. An API server that is down is tried again, here too, and throws nothing.
     */
    AutoCloseable watch(String labelKey, String labelValue, Consumer<NodeSeen> seen, Consumer<String> gone);

    /** Sets labels and taints in one write and removes the named taint keys. Idempotent. */
    void dress(String name, Map<String, String> labels, List<Taint> taints, List<String> removedTaintKeys);

    /**
     * Marks the node unschedulable, or schedulable again. Idempotent; an absent node is
     * {@link ClusterException.Family#GONE}.
     */
    void cordon(String name, boolean unschedulable);

    /**
     * Deletes the node object if its UID is still the given one. True when no node of that name is there afterwards;
     * false when one is, because it has another UID by now or something holds it back. Idempotent.
     */
    boolean delete(String name, String uid);
}
