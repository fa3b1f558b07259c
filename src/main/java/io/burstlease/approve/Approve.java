package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A lead's decision on an application. Granting reserves the money in the same transaction. */
@Service
class Approve {

    /** Nobody decides on what they asked for themselves. */
    static final String OWN_REQUEST = "own-request";

    private final Leases leases;
    private final TeamAccess access;
    private final Exposure exposure;
    private final Clock clock;

    Approve(Leases leases, TeamAccess access, Exposure exposure, Clock clock) {
        this.leases = leases;
        this.access = access;
        this.exposure = exposure;
        this.clock = clock;
    }

    /** Grants the lease, if the terms that were seen still hold and the team's limits and budgets bear it. */
    @Transactional
    Lease grant(Caller caller, String leaseId, IfMatch ifMatch, Decision decision) {
        return leases.change(leaseId, lease -> {
            mustDecide(caller, lease);
            ifMatch.check(lease.version());
            Act act = Act.by(caller.actor(), clock.instant(), decision.reason());
            Instant latestEnd = exposure.latestEnd(lease.ask(), act.at());
            // The state is checked first: a lease that is granted already reserves nothing again.
            lease.approve(latestEnd, act);
            lease.agree(
                    exposure.grant(lease, lease.ask().startsAt(), latestEnd, decision.quote())
                            .orRefuse(),
                    act);
        });
    }

    @Transactional
    Lease reject(Caller caller, String leaseId, IfMatch ifMatch, String reason) {
        return leases.change(leaseId, lease -> {
            mustDecide(caller, lease);
            ifMatch.check(lease.version());
            lease.reject(Act.by(caller.actor(), clock.instant(), reason));
        });
    }

    private void mustDecide(Caller caller, Lease lease) {
        LeaseAsk ask = lease.ask();
        access.mustLead(caller, ask.teamId());
        if (lease.isHeldBy(caller.subject())) {
            throw ProblemException.forbidden(
                    OWN_REQUEST, "Another lead of team " + ask.teamId() + " has to decide this.");
        }
    }
}
