package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.budget.Projection;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.Renewals;
import io.burstlease.lease.Term;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.team.Team;
import io.burstlease.team.TeamAccess;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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
    private final Teams teams;
    private final TeamAccess access;
    private final BillingZone billingZone;
    private final Clock clock;

    Renew(Leases leases, Renewals renewals, Teams teams, TeamAccess access, BillingZone billingZone, Clock clock) {
        this.leases = leases;
        this.renewals = renewals;
        this.teams = teams;
        this.access = access;
        this.billingZone = billingZone;
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
        if ((request.term() == null) == (request.endsAt() == null)) {
            faults.add(new Fault("term", "term-or-end", "State either term or endsAt."));
        }
        Instant oldEnd = lease.endAt().orElse(clock.instant());
        Optional<Instant> newEnd =
                newEnd(request, oldEnd, faults).map(end -> lease.ask().clear(end, billingZone));
        newEnd.ifPresent(end -> bounds(request, lease, oldEnd, end, faults));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return renewals.request(
                leaseId,
                newEnd.orElseThrow(),
                reason,
                cost(lease.ask(), oldEnd, newEnd.orElseThrow()),
                Act.by(caller.actor(), clock.instant(), reason));
    }

    private Optional<Instant> newEnd(RenewalRequest request, Instant oldEnd, List<Fault> faults) {
        try {
            if (request.endsAt() != null) {
                return Optional.of(Instant.parse(request.endsAt()).truncatedTo(ChronoUnit.MICROS));
            }
            if (request.term() != null) {
                Term term = Term.parse(request.term());
                return Optional.of(billingZone.plus(oldEnd, term.days(), term.time()));
            }
        } catch (DateTimeParseException unreadable) {
            faults.add(new Fault("endsAt", "format", "RFC 3339, such as 2027-01-31T10:00:00Z"));
        } catch (DateTimeException | ArithmeticException overflow) {
            faults.add(new Fault("term", "over-team-term", "is longer than any team may lease"));
        } catch (IllegalArgumentException unreadable) {
            faults.add(new Fault("term", "format", "ISO 8601, such as PT8H, P7D or P1M"));
        }
        return Optional.empty();
    }

    /** Each renewal is bounded as a lease is; leads see how often a lease was renewed. */
    private void bounds(RenewalRequest request, Lease lease, Instant oldEnd, Instant newEnd, List<Fault> faults) {
        if (!newEnd.isAfter(oldEnd)) {
            faults.add(new Fault("endsAt", "past-end", "The lease ends at " + oldEnd + " already."));
        }
        Team team = teams.get(lease.ask().teamId());
        if (Duration.between(oldEnd, newEnd).compareTo(Duration.ofDays(team.maxTermDays())) > 0) {
            faults.add(new Fault(
                    request.endsAt() == null ? "term" : "endsAt",
                    "over-team-term",
                    "At most " + team.maxTermDays() + " days at a time."));
        }
    }

    private static Money cost(LeaseAsk ask, Instant oldEnd, Instant newEnd) {
        return Projection.total(new Money(ask.hourlyPrice(), ask.currency()), ask.hosts(), oldEnd, newEnd);
    }
}
