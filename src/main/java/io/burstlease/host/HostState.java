package io.burstlease.host;

import java.util.EnumSet;
import java.util.Set;

/** The states of a host and the one table of transitions between them. */
public enum HostState {
    /** Wanted by a lease; no purchase carries it yet. */
    PLANNED,
    /** Part of a launch that was or will be sent. */
    LAUNCHING,
    /** Bought: the cloud named an instance, and the meter runs. */
    BOOTING,
    /** Running; its node has not appeared or is not bound yet. */
    JOINING,
    /** Its node is bound; made fit for the lease, gates not yet passed. */
    PREPARING,
    /** The lease's to use. */
    READY,
    /** Cordoned; pods are evicted. */
    DRAINING,
    /** To be deleted in the cloud and in the cluster; goes on costing until seen gone. */
    DELETING,
    /** Seen gone, or never bought. */
    GONE,
    /** Kept for study by a lease of its own; or paid for longer than its lease lasted. */
    HELD;

    /** The states that may follow this one. */
    public Set<HostState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(LAUNCHING, PREPARING, GONE);
            case LAUNCHING -> EnumSet.of(PLANNED, BOOTING, GONE);
            case BOOTING -> EnumSet.of(JOINING, DELETING);
            case JOINING -> EnumSet.of(PREPARING, DELETING, HELD);
            case PREPARING -> EnumSet.of(READY, DRAINING, DELETING, HELD);
            case READY -> EnumSet.of(DRAINING, DELETING, HELD);
            case DRAINING -> EnumSet.of(DELETING, HELD);
            case HELD -> EnumSet.of(PREPARING, DELETING);
            case DELETING -> EnumSet.of(GONE, HELD);
            case GONE -> EnumSet.noneOf(HostState.class);
        };
    }

    /** True from the purchase until the host was seen gone. */
    public boolean costs() {
        return switch (this) {
            case BOOTING, JOINING, PREPARING, READY, DRAINING, DELETING, HELD -> true;
            case PLANNED, LAUNCHING, GONE -> false;
        };
    }

    /** True while the host is on its way to READY. */
    public boolean isComing() {
        return switch (this) {
            case PLANNED, LAUNCHING, BOOTING, JOINING, PREPARING -> true;
            case READY, DRAINING, DELETING, GONE, HELD -> false;
        };
    }
}
