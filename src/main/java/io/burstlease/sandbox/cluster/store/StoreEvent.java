package io.burstlease.sandbox.cluster.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of one object.
 *
 * @param before the object as it was, null when it is new
 * @param after the object as it is, null when it is gone
 * @param last the state a watcher is told: {@code after}, or the final state of an object that is gone
 */
public record StoreEvent(
        long revision,
        ObjectKey key,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        ObjectNode last) {}
