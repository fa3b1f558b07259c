package io.burstlease.lease;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the timeline. */
@Schema(name = "LeaseEvent", description = "One thing that happened to a lease, its launches or its hosts.")
record EventView(
        @Schema(description = "Rises with time.", example = "4711")
        long seq,

        @Schema(description = "When it happened (UTC).") Instant at,

        @Schema(description = "What it happened to: LEASE, LAUNCH or HOST.")
        String kind,

        @Schema(description = "Id of the lease, launch or host.", example = "l-4fk2m9xqza")
        String id,

        @Schema(description = "What happened.", example = "approved")
        String event,

        @Schema(description = "State before; absent where there was none.", example = "REQUESTED") @Nullable
        String from,

        @Schema(description = "State after; absent where it did not change.", example = "APPROVED") @Nullable
        String to,

        @Schema(description = "Who or what did it: a user, a machine client, a policy or a stage.", example = "alice")
        String actor,

        @Schema(description = "Why, as the actor stated it.") @Nullable
        String reason,

        @Schema(description = "The policy and its version, where one decided.") @Nullable
        String policy,

        @Schema(description = "More, by event; its fields may change.") @JsonRawValue
        String detail) {

    static EventView of(TimelineEntry entry) {
        return new EventView(
                entry.seq(),
                entry.at(),
                entry.kind(),
                entry.thingId(),
                entry.event(),
                entry.fromState(),
                entry.toState(),
                entry.actor(),
                entry.reason(),
                entry.policy(),
                entry.detail());
    }
}
