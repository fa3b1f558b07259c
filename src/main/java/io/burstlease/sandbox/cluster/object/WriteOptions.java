package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.auth.Identity;

/**
 * How a write is to be done.
 *
 * @param manager the field manager
 * @param dryRun everything but the storing
 */
public record WriteOptions(Identity by, String manager, boolean dryRun) {

    /** A write by a component of the control plane. */
    public static WriteOptions component(String name) {
        return new WriteOptions(Identity.component(name), name, false);
    }
}
