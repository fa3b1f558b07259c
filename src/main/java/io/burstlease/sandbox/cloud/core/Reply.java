package io.burstlease.sandbox.cloud.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a call.
 *
 * @param rawBody sent as it is instead of {@code body}, if a fault wants it so
 * @param dropped the effect took place, but the connection is to be cut instead of a reply
 */
public record Reply(
        int status,
        String requestId,
        Map<String, Object> body,
        @Nullable String rawBody,
        boolean dropped) {

    Reply asDropped() {
        return new Reply(status, requestId, body, rawBody, true);
    }
}
