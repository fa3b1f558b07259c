package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.money.Money;
import io.burstlease.naming.RandomId;
import io.burstlease.web.ProblemException;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class RenewalBook implements Renewals {

    private final EntityManager entities;
    private final RenewalRows rows;
    private final Leases leases;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;

    RenewalBook(
            EntityManager entities, RenewalRows rows, Leases leases, Audit audit, ApplicationEventPublisher publisher) {
        this.entities = entities;
        this.rows = rows;
        this.leases = leases;
        this.audit = audit;
        this.publisher = publisher;
    }

    @Override
    @Transactional
    public Renewal request(String leaseId, Instant newEnd, String reason, Money cost, Act act) {
        Lease lease = mustBeRenewable(leaseId, act);
        return recorded(new Renewal(RandomId.of("r", 10), leaseId, lease.end(), newEnd, reason, cost, act), lease, act);
    }

    @Override
    @Transactional
    public Renewal requestItself(String leaseId, Instant newEnd, Money cost, Instant at) {
        Act act = Act.by(Act.SELF + " for " + leases.get(leaseId).owner(), at, "it renews itself");
        Lease lease = mustBeRenewable(leaseId, act);
        Renewal renewal =
                new Renewal(RandomId.of("r", 10), leaseId, lease.end(), newEnd, "It renews itself.", cost, act);
        return recorded(renewal.byItself(), lease, act);
    }

    private Lease mustBeRenewable(String leaseId, Act act) {
        Lease lease = leases.lock(leaseId);
        if (lease.state() != LeaseState.ACTIVE || !act.at().isBefore(lease.end())) {
            throw ProblemException.conflict(
                    "wrong-state", "lease " + leaseId + " is " + lease.state() + "; only an ACTIVE one is renewed");
        }
        if (rows.existsByLeaseIdAndStateIn(leaseId, Set.of(RenewalState.REQUESTED, RenewalState.APPROVED))) {
            throw ProblemException.conflict(
                    "renewal-open", "lease " + leaseId + " has a renewal that is not decided or not yet in force");
        }
        return lease;
    }

    private Renewal recorded(Renewal renewal, Lease lease, Act act) {
        entities.persist(renewal);
        entities.flush();
        tell(renewal, lease, "renewal-requested", act);
        publisher.publishEvent(new RenewalEvent.Requested(renewal.id(), lease.id(), renewal.decideBy()));
        return renewal;
    }

    @Override
    @Transactional
    public Renewal approve(String renewalId, Act act) {
        Lease lease = lockLeaseOf(renewalId);
        Renewal renewal = fresh(renewalId);
        renewal.decide(RenewalState.APPROVED, act);
        leases.change(lease.id(), l -> l.renew(renewal.oldEndAt(), renewal.newEndAt(), act));
        return told(renewal, lease, "renewal-approved", act, new RenewalEvent.Approved(renewalId, lease.id()));
    }

    @Override
    @Transactional
    public Renewal reject(String renewalId, Act act) {
        return drop(renewalId, RenewalState.REJECTED, act);
    }

    @Override
    @Transactional
    public Renewal lapse(String renewalId, Act act) {
        return drop(renewalId, RenewalState.LAPSED, act);
    }

    @Override
    @Transactional
    public Renewal inForce(String renewalId, Act act) {
        Lease lease = lockLeaseOf(renewalId);
        Renewal renewal = fresh(renewalId);
        renewal.enter(RenewalState.IN_FORCE, act);
        return told(renewal, lease, "renewal-in-force", act, new RenewalEvent.InForce(renewalId, lease.id()));
    }

    @Override
    @Transactional(readOnly = true)
    public Renewal get(String renewalId) {
        return rows.findById(renewalId).orElseThrow(() -> ProblemException.notFound("renewal", renewalId));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Renewal> ofLease(String leaseId) {
        return rows.findByLeaseIdOrderByRequestedAtDesc(leaseId);
    }

    private Renewal drop(String renewalId, RenewalState state, Act act) {
        Lease lease = lockLeaseOf(renewalId);
        Renewal renewal = fresh(renewalId);
        renewal.decide(state, act);
        String name = state == RenewalState.REJECTED ? "renewal-rejected" : "renewal-lapsed";
        return told(renewal, lease, name, act, new RenewalEvent.Dropped(renewalId, lease.id(), state));
    }

    private Lease lockLeaseOf(String renewalId) {
        return leases.lock(get(renewalId).leaseId());
    }

    private Renewal fresh(String renewalId) {
        Renewal renewal = get(renewalId);
        entities.refresh(renewal);
        return renewal;
    }

    private Renewal told(Renewal renewal, Lease lease, String name, Act act, RenewalEvent event) {
        rows.saveAndFlush(renewal);
        tell(renewal, lease, name, act);
        publisher.publishEvent(event);
        return renewal;
    }

    private void tell(Renewal renewal, Lease lease, String name, Act act) {
        Map<String, Object> detail = Map.of(
                "renewal", renewal.id(),
                "from", renewal.oldEndAt(),
                "to", renewal.newEndAt(),
                "cost", renewal.cost());
        leases.note(lease.id(), name, act, detail);
        audit.record(new AuditEntry(
                act.actor(), name, "renewal", renewal.id(), lease.ask().teamId(), act.reason(), act.policy(), detail));
    }
}
