package io.burstlease.sandbox.cloud.world;

import org.jspecify.annotations.Nullable;

/**
 * A key that may sign calls.
 *
 * @param securityToken the STS token that must come with it, if it is a temporary key
 * @param allowed whether its user has rights on ECS; without them lists are empty and everything else is refused
 */
public record AccessKey(String id, String secret, @Nullable String securityToken, boolean allowed) {

    public AccessKey(String id, String secret) {
        this(id, secret, null, true);
    }
}
