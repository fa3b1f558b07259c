package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.lease.Growth;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.money.Money;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A lead's decision on a growth. Granting reserves the money in the same transaction. */
@Service
class DecideGrowth {

    private final Growths growths;
    private final Leases leases;
    private final TeamAccess access;
    private final Exposure exposure;
    private final Clock clock;

    DecideGrowth(Growths growths, Leases leases, TeamAccess access, Exposure exposure, Clock clock) {
        this.growths = growths;
        this.leases = leases;
        this.access = access;
        this.exposure = exposure;
        this.clock = clock;
    }

    @Transactional
    Growth grant(Caller caller, String leaseId, String growthId, IfMatch ifMatch, Decision decision) {
        Growth growth = mustDecide(caller, leaseId, growthId, ifMatch);
        Act act = Act.by(caller.actor(), clock.instant(), decision.reason());
        Money hourly = exposure.grow(leases.get(leaseId), growth.hosts(), act.at(), decision.quote())
                .orRefuse();
        leases.change(leaseId, l -> l.agree(hourly, act));
        return growths.approve(growthId, act);
    }

    @Transactional
    Growth reject(Caller caller, String leaseId, String growthId, IfMatch ifMatch, String reason) {
        mustDecide(caller, leaseId, growthId, ifMatch);
        return growths.reject(growthId, Act.by(caller.actor(), clock.instant(), reason));
    }

    private Growth mustDecide(Caller caller, String leaseId, String growthId, IfMatch ifMatch) {
        Lease lease = leases.lock(leaseId);
        access.mustLead(caller, lease.ask().teamId());
        Growth growth = growths.get(growthId);
        if (!growth.leaseId().equals(leaseId)) {
            throw ProblemException.notFound("growth", growthId);
        }
        if (growth.isAskedBy(caller.subject())) {
            throw ProblemException.forbidden(
                    Approve.OWN_REQUEST, "Another lead of team " + lease.ask().teamId() + " has to decide this.");
        }
        ifMatch.check(growth.version());
        return growth;
    }
}
