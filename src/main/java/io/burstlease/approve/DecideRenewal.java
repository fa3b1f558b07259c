package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A lead's decision on a renewal. Granting reserves the money in the same transaction. */
@Service
class DecideRenewal {

    private final Renewals renewals;
    private final Leases leases;
    private final TeamAccess access;
    private final Exposure exposure;
    private final Clock clock;

    DecideRenewal(Renewals renewals, Leases leases, TeamAccess access, Exposure exposure, Clock clock) {
        this.renewals = renewals;
        this.leases = leases;
        this.access = access;
        this.exposure = exposure;
        this.clock = clock;
    }

    @Transactional
    Renewal grant(Caller caller, String leaseId, String renewalId, IfMatch ifMatch, Decision decision) {
        Renewal renewal = mustDecide(caller, leaseId, renewalId, ifMatch);
        Act act = Act.by(caller.actor(), clock.instant(), decision.reason());
        Lease lease = leases.get(leaseId);
        // Its own hosts count until the end that it has now.
        Instant from = lease.endAt().map(end -> lease.hardEnd()).orElse(act.at());
        Money hourly = exposure.grant(lease, from, renewal.newEndAt(), decision.quote())
                .orRefuse();
        leases.change(leaseId, l -> l.agree(hourly, act));
        return renewals.approve(renewalId, act);
    }

    @Transactional
    Renewal reject(Caller caller, String leaseId, String renewalId, IfMatch ifMatch, String reason) {
        mustDecide(caller, leaseId, renewalId, ifMatch);
        return renewals.reject(renewalId, Act.by(caller.actor(), clock.instant(), reason));
    }

    private Renewal mustDecide(Caller caller, String leaseId, String renewalId, IfMatch ifMatch) {
        Lease lease = leases.lock(leaseId);
        access.mustLead(caller, lease.ask().teamId());
        Renewal renewal = renewals.get(renewalId);
        if (!renewal.leaseId().equals(leaseId)) {
            throw ProblemException.notFound("renewal", renewalId);
        }
        if (renewal.isAskedBy(caller.subject())) {
            throw ProblemException.forbidden(
                    Approve.OWN_REQUEST, "Another lead of team " + lease.ask().teamId() + " has to decide this.");
        }
        ifMatch.check(renewal.version());
        return renewal;
    }
}
