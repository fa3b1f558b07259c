package io.burstlease.host;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All hosts, and which lease each serves. */
public interface Hosts {

    /** Plans hosts for a lease, and assigns them to it from now on. The caller holds the lease's lock. */
    List<Host> plan(String leaseId, int count);

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Host get(String id);

    Optional<Host> byInstance(String instanceId);

    Optional<Host> byNode(String nodeName);

    /**
     * Locks the row of the lease that the host serves, then the host's own, and lets the verb act on it, in the
     * caller's transaction or one of its own. What the verb did stands in the timeline, and the listeners hear it, all
     * in that transaction. The lease comes first, always: an intent to spend or delete is never recorded beside a
     * change of its lease, and no two transactions wait for one another. The assignment of a host that is gone ends
     * after the last listener heard of it.
     */
    Host change(String id, Consumer<Host> verb);

    /**
     * Lets the host serve another lease from this instant on, which then pays for it, and the verb act on it; both
     * leases are locked, in order of their ids. In the caller's transaction.
     */
    Host handOver(String hostId, String toLeaseId, Consumer<Host> verb);

    /** Hosts of the lease that serve another by now, or did when they went. */
    Set<String> handedOn(String leaseId);

    /** The hosts that serve the lease now, gone ones not included. */
    List<Host> ofLease(String leaseId);

    /** Every host that ever served the lease, gone ones too, in order of planning. */
    List<Host> everOfLease(String leaseId);

    /** The lease that the host serves now. */
    Optional<String> leaseOf(String hostId);

    List<Host> in(Set<HostState> states);

    /** The hosts of a launch. */
    List<Host> ofLaunch(String launchId);

    /**
     * Writes what one complete reading showed, unless a newer one has written already; hosts of the reading's scope
     * that it did not show count one miss more. Tells {@link HostEvent.SeenChanged} and {@link HostEvent.Missed}.
     *
     * @param scope ids of the instances that the reading would have shown had they been there
     * @return instance ids in the reading that no host has
     */
    Set<String> observe(long pass, Instant at, Collection<Seen> seen, Collection<String> scope);
}
