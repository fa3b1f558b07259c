package io.burstlease.host;

import io.burstlease.cloud.PaidPeriod;
import java.time.Instant;

/** What happened to a host, published in the transaction in which it happened. */
public sealed interface HostEvent {

    String hostId();

    /** It is in another state. */
    record Moved(String hostId, HostState from, HostState to) implements HostEvent {

        /** True when it was bought, or taken over. */
        public boolean beginsToCost() {
            return !from.costs() && to.costs();
        }
    }

    /** What a bulk reading showed of it differs from what was known: a step may go on. */
    record SeenChanged(String hostId) implements HostEvent {}

    /** The cloud is to release it by itself at another instant. */
    record ReleaseTimeWanted(String hostId, Instant releaseAt) implements HostEvent {}

    /** It is paid for from then on for another period. */
    record PaidLonger(String hostId, PaidPeriod period, Instant from, Instant orderedAt) implements HostEvent {}

    /** The API server showed its node for the first time, or something new of it, or that it is gone. */
    record NodeChanged(String hostId) implements HostEvent {}

    /** It serves another lease from now on. */
    record HandedOver(String hostId, String fromLeaseId, String toLeaseId) implements HostEvent {}

    /** Two complete readings did not show it; whether it is gone has yet to be proven. */
    record Missed(String hostId) implements HostEvent {}
}
