package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.Renewals;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks to move a lease's end: from the old end, never from now. */
@Service
class Renew {

    private final Leases leases;
    private final Renewals renewals;
    private final NewEnd newEnd;
    private final QuoteRenewal quotes;
    private final RenewalCost cost;
    private final TeamAccess access;
    private final Clock clock;

    Renew(
            Leases leases,
            Renewals renewals,
            NewEnd newEnd,
            QuoteRenewal quotes,
            RenewalCost cost,
            TeamAccess access,
            Clock clock) {
        this.leases = leases;
        this.renewals = renewals;
        this.newEnd = newEnd;
        this.quotes = quotes;
        this.cost = cost;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    Renewal request(Caller caller, String leaseId, RenewalRequest request) {
        access.mustAct(caller, leases.get(leaseId).ask().teamId());
        Lease lease = leases.lock(leaseId);
        List<Fault> faults = new ArrayList<>();
        String reason = request.reason() == null ? "" : request.reason().strip();
        if (reason.isEmpty()) {
            faults.add(new Fault("reason", "required", "Say why the lease is to go on."));
        } else if (reason.length() > RenewalRequest.LONGEST_REASON) {
            faults.add(new Fault("reason", "size", "At most " + RenewalRequest.LONGEST_REASON + " characters."));
        }
        Optional<Instant> end = newEnd.of(request, lease, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        Instant now = clock.instant();
        Instant oldEnd = lease.endAt().orElse(now);
        if (lease.endAt().isPresent() && request.quote() != null) {
            quotes.mustHold(lease, end.orElseThrow(), request.quote());
        }
        return renewals.request(
                leaseId,
                end.orElseThrow(),
                reason,
                cost.of(lease, oldEnd, end.orElseThrow()),
                Act.by(caller.actor(), now, reason));
    }
}
