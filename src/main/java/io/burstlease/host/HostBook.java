package io.burstlease.host;

import io.burstlease.lease.Leases;
import io.burstlease.naming.RandomId;
import io.burstlease.web.ProblemException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
class HostBook implements Hosts {

    private final EntityManager entities;
    private final HostRows rows;
    private final Leases leases;
    private final Assignments assignments;
    private final Sightings sightings;
    private final HostTimeline timeline;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    HostBook(
            EntityManager entities,
            HostRows rows,
            Leases leases,
            Assignments assignments,
            Sightings sightings,
            HostTimeline timeline,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.entities = entities;
        this.rows = rows;
        this.leases = leases;
        this.assignments = assignments;
        this.sightings = sightings;
        this.timeline = timeline;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Host> plan(String leaseId, int count) {
        Instant now = clock.instant();
        List<Host> planned = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Host host = new Host(RandomId.of("h", 10), now);
            entities.persist(host);
            entities.flush();
            assignments.open(host.id(), leaseId, now);
            announce(host);
            planned.add(host);
        }
        return planned;
    }

    @Override
    @Transactional(readOnly = true)
    public Host get(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("host", id));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Host> byInstance(String instanceId) {
        return rows.findByInstanceId(instanceId);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Host> byNode(String nodeName) {
        return rows.findByNodeName(nodeName);
    }

    @Override
    @Transactional
    public Host change(String id, Consumer<Host> verb) {
        assignments.leaseOf(id).ifPresent(leases::lock);
        Host host = rows.findById(id).orElseThrow(() -> ProblemException.notFound("host", id));
        // Read again under the lock: what this session read before it was granted may be old.
        entities.refresh(host, LockModeType.PESSIMISTIC_WRITE);
        verb.accept(host);
        rows.saveAndFlush(host);
        announce(host);
        return host;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Host handOver(String hostId, String toLeaseId, Consumer<Host> verb) {
        String from = assignments.leaseOf(hostId).orElseThrow();
        Stream.of(from, toLeaseId).sorted().forEach(leases::lock);
        Instant now = clock.instant();
        assignments.close(hostId, now);
        assignments.open(hostId, toLeaseId, now);
        Host host = change(hostId, verb);
        publisher.publishEvent(new HostEvent.HandedOver(hostId, from, toLeaseId));
        return host;
    }

    @Override
    public Set<String> handedOn(String leaseId) {
        return assignments.handedOn(leaseId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Host> ofLease(String leaseId) {
        return rows.serving(leaseId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Host> everOfLease(String leaseId) {
        return rows.everServed(leaseId);
    }

    @Override
    public Optional<String> leaseOf(String hostId) {
        return assignments.leaseOf(hostId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Host> in(Set<HostState> states) {
        return rows.findByStateInOrderById(states);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Host> ofLaunch(String launchId) {
        return rows.findByLaunchIdOrderById(launchId);
    }

    @Override
    @Transactional
    public Set<String> observe(long pass, Instant at, Collection<Seen> seen, Collection<String> scope) {
        entities.flush();
        List<String> changed = sightings.write(pass, at, seen);
        List<String> missed = sightings.miss(pass, at, seen, scope);
        // Written past this session, which must not answer the listeners with what it read before.
        entities.clear();
        changed.forEach(id -> publisher.publishEvent(new HostEvent.SeenChanged(id)));
        missed.forEach(id -> publisher.publishEvent(new HostEvent.Missed(id)));
        return sightings.strangers(seen);
    }

    private void announce(Host host) {
        List<HostChange> changes = host.takeChanges();
        if (changes.isEmpty()) {
            return;
        }
        Optional<String> lease = assignments.leaseOf(host.id());
        for (HostChange change : changes) {
            timeline.append(host.id(), lease, change);
            if (change.event() != null) {
                publisher.publishEvent(change.event());
            }
        }
        if (host.state() == HostState.GONE) {
            assignments.close(host.id(), clock.instant());
        }
    }
}
