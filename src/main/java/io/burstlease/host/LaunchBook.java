package io.burstlease.host;

import io.burstlease.lease.Leases;
import io.burstlease.naming.RandomId;
import io.burstlease.web.ProblemException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class LaunchBook implements Launches {

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private final EntityManager entities;
    private final LaunchRows rows;
    private final Leases leases;
    private final Hosts hosts;
    private final HostTimeline timeline;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    LaunchBook(
            EntityManager entities,
            LaunchRows rows,
            Leases leases,
            Hosts hosts,
            HostTimeline timeline,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.entities = entities;
        this.rows = rows;
        this.leases = leases;
        this.hosts = hosts;
        this.timeline = timeline;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Launch intend(LaunchPlan plan, Collection<String> hostIds) {
        if (hostIds.size() != plan.amount()) {
            throw new IllegalArgumentException(plan.amount() + " hosts wanted, " + hostIds.size() + " named");
        }
        Instant now = clock.instant();
        // Random and long, because tags outlive a restore of this database.
        Launch launch = new Launch(RandomId.of("a", 16), plan, now);
        entities.persist(launch);
        entities.flush();
        hostIds.stream().sorted().forEach(id -> hosts.change(id, host -> host.join(launch, now)));
        announce(launch);
        return launch;
    }

    /** The launch of what stands already, in the caller's transaction. */
    Launch standing(LaunchPlan plan) {
        Launch launch = Launch.standing(RandomId.of("a", 16), plan, clock.instant());
        entities.persist(launch);
        entities.flush();
        announce(launch);
        return launch;
    }

    @Override
    @Transactional(readOnly = true)
    public Launch get(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("launch", id));
    }

    @Override
    @Transactional
    public Launch change(String id, Consumer<Launch> verb) {
        Launch launch = rows.findById(id).orElseThrow(() -> ProblemException.notFound("launch", id));
        leases.lock(launch.leaseId());
        entities.refresh(launch, LockModeType.PESSIMISTIC_WRITE);
        verb.accept(launch);
        rows.saveAndFlush(launch);
        announce(launch);
        return launch;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Launch> ofLease(String leaseId) {
        return rows.findByLeaseIdOrderByCreatedAt(leaseId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Launch> list(Optional<String> leaseId, Set<LaunchState> states, Optional<Launch> after, int limit) {
        return rows.page(
                leaseId.orElse(""),
                states.isEmpty() ? EnumSet.allOf(LaunchState.class) : states,
                after.map(Launch::createdAt).orElse(FAR),
                after.map(Launch::id).orElse(""),
                Limit.of(limit));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Launch> in(Set<LaunchState> states) {
        return rows.findByStateInOrderByCreatedAt(states);
    }

    private void announce(Launch launch) {
        for (LaunchChange change : launch.takeChanges()) {
            timeline.append(launch, change);
            if (change.event() != null) {
                publisher.publishEvent(change.event());
            }
        }
    }
}
