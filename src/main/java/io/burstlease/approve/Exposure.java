package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.budget.Terms;
import io.burstlease.catalog.Catalog;
import io.burstlease.host.Commitments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.team.Teams;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What granting a lease may come to cost, and the money set aside for it. */
@Component
class Exposure {

    private final Estimates estimates;
    private final Budgets budgets;
    private final Catalog catalog;
    private final Teams teams;
    private final Commitments commitments;
    private final BillingZone billingZone;

    Exposure(
            Estimates estimates,
            Budgets budgets,
            Catalog catalog,
            Teams teams,
            Commitments commitments,
            BillingZone billingZone) {
        this.estimates = estimates;
        this.budgets = budgets;
        this.catalog = catalog;
        this.teams = teams;
        this.commitments = commitments;
        this.billingZone = billingZone;
    }

    /** The end asked for; for a period, the end if its hosts come as late as is acceptable. */
    Instant latestEnd(LeaseAsk ask, Instant decidedAt) {
        if (ask.term() == null) {
            Instant end = ask.askedEndAt();
            if (end == null || !end.isAfter(decidedAt)) {
                throw ProblemException.conflict(
                        "past-end", "The end that was asked for, " + end + ", has come already.");
            }
            return end;
        }
        return ask.latestEnd(decidedAt, billingZone);
    }

    /** What the estimate says of the lease as it would be granted now, or of its time after an end of before. */
    Estimate estimate(Lease lease, Instant from, Instant end) {
        LeaseAsk ask = lease.ask();
        return estimates.of(new Need(
                ask.teamId(),
                catalog.hostClass(ask.hostClassId()),
                ask.hosts(),
                ask.minHosts(),
                ask.zone(),
                ask.chargeType(),
                from,
                lease.neededUntil(from, end, billingZone)));
    }

    /** What the estimate says of so many hosts more for the time that the lease has left. */
    Estimate growth(Lease lease, int more, Instant now) {
        LeaseAsk ask = lease.ask();
        return estimates.of(new Need(
                ask.teamId(),
                catalog.hostClass(ask.hostClassId()),
                more,
                ask.minHosts() == ask.hosts() ? more : 1,
                ask.zone(),
                ask.chargeType(),
                now,
                end(lease, now).plus(ask.grace())));
    }

    /** One whose end has come, or that has none yet, is refused by its state. */
    private static Instant end(Lease lease, Instant now) {
        return lease.endAt().filter(end -> end.isAfter(now)).orElse(now);
    }

    /** What granting the lease until that end would come to now. */
    Terms terms(Lease lease, Estimate estimate, Instant end) {
        return terms(lease, estimate, end, 0);
    }

    /** What granting so many hosts more would come to now. */
    Terms terms(Lease lease, Estimate estimate, int more) {
        return terms(lease, estimate, lease.end(), more);
    }

    private Terms terms(Lease lease, Estimate estimate, Instant end, int more) {
        Money quoted = lease.ask().hourly();
        Money ceiling = estimate.hourly();
        Money now = ceiling == null ? quoted : lease.ask().atMost(ceiling);
        Money hourly = now.compareTo(quoted) < 0 ? quoted : now;
        SortedMap<YearMonth, Money> perMonth = commitments.of(lease, hourly, end, more);
        return new Terms(
                hourly, perMonth, budgets.foresee(lease.id(), lease.ask().teamId(), perMonth));
    }

    /**
     * Agrees to the terms and sets their money aside. Joins the caller's transaction and locks the team's limits, then
     * its budgets.
     *
     * @param from when the time that is granted begins
     * @param named the terms that were seen, or null for those of the application
     */
    Grant grant(Lease lease, Instant from, Instant end, @Nullable String named) {
        teams.lockLimits(lease.ask().teamId());
        Estimate estimate = estimate(lease, from, end);
        return decide(lease, estimate, terms(lease, estimate, end), end, named);
    }

    /** As {@link #grant}, for so many hosts more until the end that the lease has. */
    Grant grow(Lease lease, int more, Instant now, @Nullable String named) {
        teams.lockLimits(lease.ask().teamId());
        Estimate estimate = growth(lease, more, now);
        return decide(lease, estimate, terms(lease, estimate, more), end(lease, now), named);
    }

    private Grant decide(Lease lease, Estimate estimate, Terms terms, Instant end, @Nullable String named) {
        return overLimit(estimate)
                .or(() -> outdated(lease, terms, named))
                .or(() -> capReached(lease, end))
                .or(() -> overBudget(lease, terms))
                .<Grant>map(Grant.Refused::new)
                .orElseGet(() -> new Grant.Agreed(terms.hourly()));
    }

    private static Optional<ProblemException> overLimit(Estimate estimate) {
        return estimate.verdicts().stream()
                .filter(verdict -> verdict.reason().equals(Leases.OVER_TEAM_HOSTS))
                .findFirst()
                .map(over -> ProblemException.conflict(over.reason(), over.detail()));
    }

    /** A decision holds for what was seen; what changed since has to be seen first. */
    private static Optional<ProblemException> outdated(Lease lease, Terms terms, @Nullable String named) {
        if (named != null && !named.equals(terms.quote())) {
            return Optional.of(ProblemException.outdated(
                    "quote-changed", "It is " + terms.quote() + " now, not " + named + ".", terms.quote()));
        }
        if (named == null && terms.hourly().compareTo(lease.ask().hourly()) > 0) {
            return Optional.of(ProblemException.outdated(
                    "price-changed",
                    "A host cost at most " + lease.ask().hourly() + " an hour when this was asked for, and "
                            + terms.hourly() + " now: name the quote that is current to agree to it.",
                    terms.quote()));
        }
        return Optional.empty();
    }

    /** The cap ends the lease, however late its end is; once it is as good as spent there is nothing to prolong. */
    private Optional<ProblemException> capReached(Lease lease, Instant end) {
        BigDecimal cap = lease.ask().moneyCap();
        if (cap == null || lease.activatedAt().isEmpty()) {
            return Optional.empty();
        }
        Money most = new Money(cap, lease.ask().currency());
        Money until = commitments.by(lease, lease.hardEnd());
        return until.compareTo(most) < 0
                ? Optional.empty()
                : Optional.of(ProblemException.conflict(
                        "over-money-cap",
                        "Until the end it has it may cost " + until.rounded() + ", and its cap is " + most.rounded()
                                + ": it would not last until " + end + "."));
    }

    private Optional<ProblemException> overBudget(Lease lease, Terms terms) {
        return switch (budgets.reserve(lease.id(), lease.ask().teamId(), terms.perMonth())) {
            case Budgets.Decision.Granted ignored -> Optional.empty();
            case Budgets.Decision.Short shortage ->
                Optional.of(ProblemException.conflict(shortage.reason(), shortage.words()));
        };
    }

    /** Makes the lease's reservation that of the end it has now, which is never more than before. */
    void pullIn(Lease lease) {
        LeaseAsk ask = lease.ask();
        budgets.reserve(lease.id(), ask.teamId(), commitments.of(lease, ask.hourly(), lease.end(), 0));
    }
}
