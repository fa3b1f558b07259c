package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAccess;
import io.burstlease.lease.Leases;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has a lease end when it ends, unless somebody asks for a renewal; one that is asked for already goes its way. */
@Service
class StopRenewing {

    private final Leases leases;
    private final LeaseAccess access;
    private final Clock clock;

    StopRenewing(Leases leases, LeaseAccess access, Clock clock) {
        this.leases = leases;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    Lease of(Caller caller, String leaseId, IfMatch ifMatch) {
        access.mustHandle(caller, leases.get(leaseId));
        return leases.change(leaseId, lease -> {
            ifMatch.check(lease.version());
            lease.renewItselfNoMore(Act.by(caller.actor(), clock.instant(), null));
        });
    }
}
