package io.burstlease.workflow;

import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How durable work is run: {@code burstlease.workflow.*}.
 *
 * @param enabled whether this replica runs errands at all, or only asks for them
 * @param replica the name written on what this replica has in hand; made up where empty
 * @param threads how many errands this replica runs at once, each on a virtual thread
 * @param poll how often due and woken errands are looked for
 * @param heartbeat how often a replica says that a run is alive
 * @param missedHeartbeats after how many missing ones (at least 4) another replica takes a run over
 * @param sweep how often lost and stuck errands are looked for
 * @param shutdownWait how long runs may take to end when the replica stops, before they are interrupted
 * @param keepDone how long finished errands stay to be looked at
 */
@ConfigurationProperties("burstlease.workflow")
record WorkflowSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String replica,
        @DefaultValue("32") int threads,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("4s") Duration heartbeat,
        @DefaultValue("4") int missedHeartbeats,
        @DefaultValue("30s") Duration sweep,
        @DefaultValue("10s") Duration shutdownWait,
        @DefaultValue("30d") Duration keepDone) {

    WorkflowSettings {
        replica = replica.isBlank() ? "replica-" + UUID.randomUUID() : replica;
    }

    /** The longest that a dead replica's work rests: the last heartbeat grows old, is looked for, and is picked up. */
    Duration longestRest() {
        return heartbeat
                .multipliedBy(missedHeartbeats)
                .plus(heartbeat.multipliedBy(2))
                .plus(poll);
    }
}
