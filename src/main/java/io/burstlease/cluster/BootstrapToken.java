package io.burstlease.cluster;

import java.time.Instant;

/**
 * A kubeadm bootstrap token: id of 6 and secret of 16 characters of {@code [a-z0-9]}.
 *
 * @param group extra group of its bearers; starts with {@code system:bootstrappers:}
 */
public record BootstrapToken(String id, String secret, Instant expiresAt, String group, String description) {

    @Override
    public String toString() {
        return "BootstrapToken[" + id + "]";
    }
}
