package io.burstlease.renew;

import io.burstlease.lease.Lease;
import io.burstlease.lease.Term;
import io.burstlease.money.BillingZone;
import io.burstlease.team.Team;
import io.burstlease.team.Teams;
import io.burstlease.web.Fault;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The end that a wish for a renewal asks for: from the old end, outside of protected windows, within the team's term.
 */
@Component
class NewEnd {

    private final Teams teams;
    private final BillingZone billingZone;
    private final Clock clock;

    NewEnd(Teams teams, BillingZone billingZone, Clock clock) {
        this.teams = teams;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    /** Empty where it cannot be read; what is wrong with it is added to the faults. */
    Optional<Instant> of(RenewalRequest request, Lease lease, List<Fault> faults) {
        if ((request.term() == null) == (request.endsAt() == null)) {
            faults.add(new Fault("term", "term-or-end", "State either term or endsAt."));
        }
        Instant oldEnd = lease.endAt().orElse(clock.instant());
        Optional<Instant> newEnd =
                newEnd(request, oldEnd, faults).map(end -> lease.ask().clear(end, billingZone));
        newEnd.ifPresent(end -> bounds(request, lease, oldEnd, end, faults));
        return newEnd;
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
}
