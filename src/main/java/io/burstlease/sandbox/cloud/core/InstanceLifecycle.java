package io.burstlease.sandbox.cloud.core;

/**
 * Hears in the same process what {@code GET /admin/hosts} tells others: which hosts came up and which are no more.
 * Called outside the cloud's lock, in order; whoever listens must not block.
 */
public interface InstanceLifecycle {

    /** The operating system of an instance is up and would now read its user data. */
    void booted(BootedInstance instance);

    /** An instance was stopped, is being deleted, was released or was taken away. */
    void gone(String instanceId);
}
