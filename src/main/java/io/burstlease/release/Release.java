package io.burstlease.release;

import io.burstlease.audit.Act;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAccess;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a lease back early: by whoever holds it, a lead of its team, or by force an operator. */
@Service
class Release {

    private final Leases leases;
    private final LeaseAccess access;
    private final TeamAccess team;
    private final Protected windows;
    private final Clock clock;

    Release(Leases leases, LeaseAccess access, TeamAccess team, Protected windows, Clock clock) {
        this.leases = leases;
        this.access = access;
        this.team = team;
        this.windows = windows;
        this.clock = clock;
    }

    @Transactional
    Lease of(Caller caller, String leaseId, IfMatch ifMatch, ReleaseController.ReleaseRequest request) {
        boolean force = Boolean.TRUE.equals(request.force());
        return leases.change(leaseId, lease -> {
            mustRelease(caller, lease, force);
            ifMatch.check(lease.version());
            boolean nothingBought = lease.state() == LeaseState.REQUESTED || lease.state() == LeaseState.APPROVED;
            if (nothingBought) {
                throw ProblemException.conflict(
                        "wrong-state", "lease " + leaseId + " is " + lease.state() + ": cancel it instead");
            }
            if (!force) {
                windows.mustBeClear(lease);
            }
            Act act = Act.by(caller.actor(), clock.instant(), request.reason());
            if (force && lease.state() == LeaseState.RELEASING) {
                lease.hasten(act);
            } else {
                lease.release(force ? Ending.FORCED : Ending.RELEASED, act);
            }
        });
    }

    /** The team comes first: a stranger hears nothing else. */
    private void mustRelease(Caller caller, Lease lease, boolean force) {
        if (force && !caller.is(Role.OPERATOR)) {
            team.mustAct(caller, lease.ask().teamId());
            throw ProblemException.forbidden("not-an-operator", "Only operators release by force.");
        }
        access.mustHandle(caller, lease);
    }
}
