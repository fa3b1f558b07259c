package io.burstlease.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done; its time is the database's.
 *
 * @param actor who: {@code Caller.actor()}, or the name of the policy or stage that acted
 * @param verb what, as the package, path and event name it: {@code approve}
 * @param kind of what: {@code lease}
 * @param reason why, as the actor stated it
 * @param policy under which version of which policy it was decided
 * @param detail whatever else must be known later; JSON
 */
public record AuditEntry(
        String actor,
        String verb,
        String kind,
        String thingId,
        @Nullable String teamId,
        @Nullable String reason,
        @Nullable String policy,
        Map<String, Object> detail) {

    public AuditEntry {
        detail = Map.copyOf(detail);
    }
}
