package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.money.Money;
import io.burstlease.naming.RandomId;
import io.burstlease.web.ProblemException;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class GrowthBook implements Growths {

    /** One that nobody decides lapses after this, or at the lease's end if that comes first. */
    private static final Duration DECISION_TIME = Duration.ofDays(3);

    private final EntityManager entities;
    private final GrowthRows rows;
    private final Leases leases;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;

    GrowthBook(
            EntityManager entities, GrowthRows rows, Leases leases, Audit audit, ApplicationEventPublisher publisher) {
        this.entities = entities;
        this.rows = rows;
        this.leases = leases;
        this.audit = audit;
        this.publisher = publisher;
    }

    @Override
    @Transactional
    public Growth request(String leaseId, int hosts, String reason, Money cost, Act act) {
        Lease lease = leases.lock(leaseId);
        if (lease.state() != LeaseState.ACTIVE || !act.at().isBefore(lease.end())) {
            throw ProblemException.conflict(
                    "wrong-state", "lease " + leaseId + " is " + lease.state() + "; only an ACTIVE one grows");
        }
        if (rows.existsByLeaseIdAndStateIn(leaseId, Set.of(GrowthState.REQUESTED, GrowthState.APPROVED))) {
            throw ProblemException.conflict(
                    "growth-open", "lease " + leaseId + " has a growth that is not decided or whose hosts are to come");
        }
        Instant latest = act.at().plus(DECISION_TIME);
        Growth growth = new Growth(
                RandomId.of("g", 10),
                leaseId,
                hosts,
                reason,
                cost,
                latest.isBefore(lease.end()) ? latest : lease.end(),
                act);
        entities.persist(growth);
        entities.flush();
        tell(growth, lease, "growth-requested", act);
        publisher.publishEvent(new GrowthEvent.Requested(growth.id(), leaseId, growth.decideBy()));
        return growth;
    }

    @Override
    @Transactional
    public Growth approve(String growthId, Act act) {
        Lease lease = lockLeaseOf(growthId);
        Growth growth = fresh(growthId);
        growth.decide(GrowthState.APPROVED, act);
        leases.change(lease.id(), l -> l.grow(growth.hosts(), act));
        GrowthEvent event = new GrowthEvent.Approved(growthId, lease.id(), growth.hosts());
        return told(growth, lease, "growth-approved", act, event);
    }

    @Override
    @Transactional
    public Growth reject(String growthId, Act act) {
        return drop(growthId, GrowthState.REJECTED, act);
    }

    @Override
    @Transactional
    public Growth lapse(String growthId, Act act) {
        return drop(growthId, GrowthState.LAPSED, act);
    }

    @Override
    @Transactional
    public Growth inForce(String growthId, Act act) {
        return end(growthId, GrowthState.IN_FORCE, "growth-in-force", act);
    }

    @Override
    @Transactional
    public Growth cut(String growthId, int missing, Act act) {
        Lease lease = lockLeaseOf(growthId);
        if (missing > 0 && lease.state() == LeaseState.ACTIVE) {
            leases.change(lease.id(), l -> l.shrink(Math.max(1, l.ask().hosts() - missing), act));
        }
        return end(growthId, GrowthState.CUT, "growth-cut", act);
    }

    private Growth end(String growthId, GrowthState state, String name, Act act) {
        Lease lease = lockLeaseOf(growthId);
        Growth growth = fresh(growthId);
        growth.enter(state, act);
        return told(growth, lease, name, act, new GrowthEvent.Ended(growthId, lease.id(), state));
    }

    @Override
    @Transactional(readOnly = true)
    public Growth get(String growthId) {
        return rows.findById(growthId).orElseThrow(() -> ProblemException.notFound("growth", growthId));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Growth> ofLease(String leaseId) {
        return rows.findByLeaseIdOrderByRequestedAtDesc(leaseId);
    }

    private Growth drop(String growthId, GrowthState state, Act act) {
        Lease lease = lockLeaseOf(growthId);
        Growth growth = fresh(growthId);
        growth.decide(state, act);
        String name = state == GrowthState.REJECTED ? "growth-rejected" : "growth-lapsed";
        return told(growth, lease, name, act, new GrowthEvent.Dropped(growthId, lease.id(), state));
    }

    private Lease lockLeaseOf(String growthId) {
        return leases.lock(get(growthId).leaseId());
    }

    private Growth fresh(String growthId) {
        Growth growth = get(growthId);
        entities.refresh(growth);
        return growth;
    }

    private Growth told(Growth growth, Lease lease, String name, Act act, GrowthEvent event) {
        rows.saveAndFlush(growth);
        tell(growth, lease, name, act);
        publisher.publishEvent(event);
        return growth;
    }

    private void tell(Growth growth, Lease lease, String name, Act act) {
        Map<String, Object> detail = Map.of("growth", growth.id(), "hosts", growth.hosts(), "cost", growth.cost());
        leases.note(lease.id(), name, act, detail);
        audit.record(new AuditEntry(
                act.actor(), name, "growth", growth.id(), lease.ask().teamId(), act.reason(), act.policy(), detail));
    }
}
