package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.naming.RandomId;
import io.burstlease.web.ProblemException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class LeaseBook implements Leases {

    private final EntityManager entities;
    private final LeaseRows rows;
    private final LeaseTimeline timeline;
    private final LeaseSearch search;
    private final ApplicationEventPublisher publisher;

    LeaseBook(
            EntityManager entities,
            LeaseRows rows,
            LeaseTimeline timeline,
            LeaseSearch search,
            ApplicationEventPublisher publisher) {
        this.entities = entities;
        this.rows = rows;
        this.timeline = timeline;
        this.search = search;
        this.publisher = publisher;
    }

    @Override
    @Transactional
    public Lease request(LeaseAsk ask, Instant decideBy, Act act) {
        return recorded(new Lease(RandomId.of("l", 10), ask, decideBy, act));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Lease standing(LeaseAsk ask, Instant end, Act act) {
        return recorded(Lease.standing(RandomId.of("l", 10), ask, end, act));
    }

    private Lease recorded(Lease lease) {
        entities.persist(lease);
        entities.flush();
        announce(lease);
        return lease;
    }

    @Override
    @Transactional(readOnly = true)
    public Lease get(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("lease", id));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Lease> find(String id) {
        return rows.findById(id);
    }

    @Override
    @Transactional
    public Lease change(String id, Consumer<Lease> verb) {
        Lease lease = lock(id);
        verb.accept(lease);
        rows.saveAndFlush(lease);
        announce(lease);
        return lease;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Lease lock(String id) {
        Lease lease = rows.findById(id).orElseThrow(() -> ProblemException.notFound("lease", id));
        // Read again under the lock: what this session read before it was granted may be old.
        entities.refresh(lease, LockModeType.PESSIMISTIC_WRITE);
        return lease;
    }

    @Override
    public List<Lease> list(Set<String> teams, Set<LeaseState> states, Optional<Lease> after, int limit) {
        return search.page(teams, states, after, limit);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(String id, String event, Act act, Map<String, Object> detail) {
        timeline.note(id, event, act, detail);
    }

    @Override
    public List<Lease> in(Set<LeaseState> states) {
        return rows.findByStateInOrderById(states);
    }

    @Override
    public List<TimelineEntry> timeline(String leaseId, long afterSeq, int limit) {
        return timeline.after(leaseId, afterSeq, limit);
    }

    private void announce(Lease lease) {
        for (LeaseChange change : lease.takeChanges()) {
            timeline.append(lease, change);
            if (change.event() != null) {
                publisher.publishEvent(change.event());
            }
        }
    }
}
