package io.burstlease.lease;

import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.Role;
import org.springframework.stereotype.Service;

/** Who may change a lease that is there, apart from deciding on it. */
@Service
public class LeaseAccess {

    private final TeamAccess access;

    LeaseAccess(TeamAccess access) {
        this.access = access;
    }

    /** Whoever holds it, a lead of its team, or an operator; refusals are those of {@link TeamAccess#mustLead}. */
    public void mustHandle(Caller caller, Lease lease) {
        if (caller.is(Role.OPERATOR)) {
            return;
        }
        access.mustAct(caller, lease.ask().teamId());
        if (!lease.isHeldBy(caller.subject())) {
            access.mustLead(caller, lease.ask().teamId());
        }
    }
}
