package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first use of a client token with an action.
 *
 * @param digest of all parameters of the call but those of the signature
 * @param forgetAt from when on the same token counts as new
 */
public record TokenUse(
        String action,
        String token,
        String digest,
        Instant forgetAt,
        List<String> instanceIds,
        @Nullable String orderId) {}
