package io.burstlease.apply;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAccess;
import io.burstlease.lease.Leases;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes somebody else of the team the owner of a lease: by whoever holds it, a lead of the team, or an operator. */
@Service
class HandTo {

    private final Leases leases;
    private final Teams teams;
    private final LeaseAccess access;
    private final Clock clock;

    HandTo(Leases leases, Teams teams, LeaseAccess access, Clock clock) {
        this.leases = leases;
        this.teams = teams;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    Lease of(Caller caller, String leaseId, IfMatch ifMatch, @Nullable String owner, @Nullable String reason) {
        access.mustHandle(caller, leases.get(leaseId));
        return leases.change(leaseId, lease -> {
            ifMatch.check(lease.version());
            lease.handTo(member(lease, owner), Act.by(caller.actor(), clock.instant(), reason));
        });
    }

    private String member(Lease lease, @Nullable String owner) {
        String team = lease.ask().teamId();
        if (owner == null || owner.isBlank()) {
            throw refusal("required", "must be stated");
        }
        if (!teams.isMember(team, owner) && !teams.actsFor(owner, team)) {
            throw refusal("not-a-member", owner + " has no part in team " + team);
        }
        return owner;
    }

    private static ProblemException refusal(String reason, String message) {
        return ProblemException.invalid(List.of(new Fault("owner", reason, message)));
    }
}
