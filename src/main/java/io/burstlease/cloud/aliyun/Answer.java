package io.burstlease.cloud.aliyun;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of one call. */
sealed interface Answer {

    /** A body that cannot be what the cloud meant to say; the code is the SDK's. */
    String INVALID_REPLY = "SDK.InvalidServerResponse";

    /** How the cloud says that a dry run would have passed: as a refusal. */
    String DRY_RUN_PASSED = "DryRunOperation";

    /** Done, or read. */
    record Ok(Fields body, String requestId, @Nullable Instant date) implements Answer {}

    /**
     * The cloud said no.
     *
     * @param status HTTP status, which tells a refusal (4xx) from a failure (5xx)
     */
    record Refused(
            int status,
            String code,
            String message,
            @Nullable String requestId,
            Family family) implements Answer {}

    /** No answer, or none that can be trusted; the cloud may have acted or not. */
    record Nothing(String code, String message, Family family) implements Answer {

        Nothing(String code, String message) {
            this(code, message, Families.of(code));
        }
    }

    /** The reply, or the exception the ports promise. */
    default Ok orThrow() {
        return switch (this) {
            case Ok ok -> ok;
            case Refused no -> throw new CloudException(no.family, no.code, no.message, no.requestId);
            case Nothing none -> throw new CloudException(none.family, none.code, none.message, null);
        };
    }
}
