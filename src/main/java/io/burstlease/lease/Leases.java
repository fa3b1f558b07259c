package io.burstlease.lease;

import io.burstlease.audit.Act;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All leases. */
public interface Leases {

    /** The team would hold more hosts at once than it may. */
    String OVER_TEAM_HOSTS = "over-team-hosts";

    /** Records an application. */
    Lease request(LeaseAsk ask, Instant decideBy, Act act);

    /** Records a lease of hosts that stand already: ACTIVE from now until that end. In the caller's transaction. */
    Lease standing(LeaseAsk ask, Instant end, Act act);

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Lease get(String id);

    Optional<Lease> find(String id);

    /**
     * Locks the lease's row and lets the verb act on it, in the caller's transaction or one of its own. What the verb
     * did stands in the timeline and in the audit trail, and the listeners hear it, all in that transaction.
     */
    Lease change(String id, Consumer<Lease> verb);

    /** Locks the lease's row until the end of the caller's transaction, without changing it. */
    Lease lock(String id);

    /** Newest first. {@code teams} empty means all; {@code after} is the last lease of the page before. */
    List<Lease> list(Set<String> teams, Set<LeaseState> states, Optional<Lease> after, int limit);

    /** Adds a line to the lease's timeline that changes no state, in the caller's transaction. */
    void note(String id, String event, Act act, Map<String, Object> detail);

    /** Leases in these states. */
    List<Lease> in(Set<LeaseState> states);

    /** What happened to the lease, its launches and its hosts after {@code seq}, oldest first. */
    List<TimelineEntry> timeline(String leaseId, long afterSeq, int limit);
}
