package io.burstlease.cloud;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came back of a purchase. */
public sealed interface LaunchReply {

    /**
     * The cloud named the instances it makes: {@code minAmount} to {@code amount} of them.
     *
     * @param repliedAt the reply's Date header, the cloud's clock in whole seconds
     */
    record Bought(List<String> instanceIds, String requestId, Instant repliedAt) implements LaunchReply {
        public Bought {
            instanceIds = List.copyOf(instanceIds);
        }
    }

    /** A parsed refusal of a code that is known to mean that nothing was bought. */
    record Refused(
            CloudException.Family family,
            String code,
            String message,
            @Nullable String requestId) implements LaunchReply {}

    /**
     * It may or may not have been bought: no answer, an answer that cannot be trusted, a token mismatch, a code nobody
     * has met. Only reads by the attempt's tag settle it.
     */
    record Unsettled(String code, String message) implements LaunchReply {}
}
