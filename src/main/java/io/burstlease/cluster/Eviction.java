package io.burstlease.cluster;

/** What the API server said to an eviction. */
public sealed interface Eviction {

    /** The pod is going. */
    record Accepted() implements Eviction {}

    /** The pod of that UID is not there any more. */
    record AlreadyGone() implements Eviction {}

    /** A PodDisruptionBudget does not allow it now; the server gives no time to wait. */
    record Blocked(String budget, String message) implements Eviction {}
}
