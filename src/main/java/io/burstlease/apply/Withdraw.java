package io.burstlease.apply;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAccess;
import io.burstlease.lease.Leases;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Withdraws an application: by whoever applied or owns it, a lead of the team, or an operator. */
@Service
class Withdraw {

    private final Leases leases;
    private final LeaseAccess access;
    private final Clock clock;

    Withdraw(Leases leases, LeaseAccess access, Clock clock) {
        this.leases = leases;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    Lease of(Caller caller, String leaseId, IfMatch ifMatch, @Nullable String reason) {
        access.mustHandle(caller, leases.get(leaseId));
        return leases.change(leaseId, lease -> {
            ifMatch.check(lease.version());
            if (lease.state().isFinal()) {
                throw ProblemException.conflict(
                        "wrong-state", "lease " + leaseId + " is " + lease.state() + " already");
            }
            lease.cancel(Act.by(caller.actor(), clock.instant(), reason));
        });
    }
}
