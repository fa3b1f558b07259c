package io.burstlease.observe;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.InstanceSeen;
import java.time.Instant;

/**
 * An instance that a reading showed, and that nothing here accounts for.
 *
 * @param detail what is known of it, for people
 * @param since when a reading first showed it like that
 */
record Stray(
        String instanceId,
        Kind kind,
        String instanceType,
        String zone,
        ChargeType chargeType,
        String detail,
        Instant since) {

    static Stray of(InstanceSeen seen, Kind kind, String detail, Instant at) {
        return new Stray(seen.instanceId(), kind, seen.instanceType(), seen.zone(), seen.chargeType(), detail, at);
    }

    /** What is wrong with it. */
    enum Kind {
        /** With GPUs, in one of our vSwitches, and of no installation. */
        UNTAGGED,
        /** It is a host here and does not bear our tags any more. */
        TAGS_LOST,
        /** It bears our tag, and no launch that is known here bought it. */
        UNKNOWN_LAUNCH,
        /** It was proven to be gone. */
        SHOWN_AGAIN,
        /** The cloud would not release it by itself, should this service die. */
        UNGUARDED
    }
}
