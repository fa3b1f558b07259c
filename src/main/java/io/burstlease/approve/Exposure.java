package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.budget.Projection;
import io.burstlease.catalog.Catalog;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Term;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.web.ProblemException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** What granting a lease may come to cost, and the money set aside for it. */
@Component
class Exposure {

    private final Estimates estimates;
    private final Budgets budgets;
    private final Catalog catalog;
    private final BillingZone billingZone;

    Exposure(Estimates estimates, Budgets budgets, Catalog catalog, BillingZone billingZone) {
        this.estimates = estimates;
        this.budgets = budgets;
        this.catalog = catalog;
        this.billingZone = billingZone;
    }

    /** The end asked for; for a period, the end if its hosts come as late as is acceptable. */
    Instant latestEnd(LeaseAsk ask, Instant requestedAt, Instant decidedAt) {
        if (ask.term() == null) {
            Instant end = ask.askedEndAt();
            if (end == null || !end.isAfter(decidedAt)) {
                throw ProblemException.conflict(
                        "past-end", "The end that was asked for, " + end + ", has come already.");
            }
            return end;
        }
        Term term = Term.parse(ask.term());
        Instant start = ask.startsAt().isAfter(decidedAt) ? ask.startsAt() : decidedAt;
        return billingZone.plus(start.plus(ask.longestWait()), term.days(), term.time());
    }

    /** What the estimate says of the lease as it would be granted now. */
    Estimate estimate(Lease lease, Instant latestEnd) {
        LeaseAsk ask = lease.ask();
        return estimates.of(new Need(
                ask.teamId(),
                catalog.hostClass(ask.hostClassId()),
                ask.hosts(),
                ask.minHosts(),
                ask.zone(),
                ask.chargeType(),
                ask.startsAt(),
                latestEnd.plus(ask.grace())));
    }

    /** Refuses when the offers cost more by now than what the application showed. */
    void mustHold(Lease lease) {
        Money quoted = hourly(lease.ask());
        Money now = estimate(lease, lease.end()).hourly();
        if (now != null && now.compareTo(quoted) > 0) {
            throw ProblemException.conflict(
                    "price-changed",
                    "A host cost at most " + quoted.rounded() + " an hour when this was asked for, and " + now.rounded()
                            + " now: it has to be asked for again.");
        }
    }

    /** Sets aside what the lease may cost until its end, in place of what was set aside before. */
    Budgets.Decision reserve(Lease lease, Instant end) {
        return budgets.reserve(lease.id(), lease.ask().teamId(), perMonth(lease, end));
    }

    SortedMap<YearMonth, Money> perMonth(Lease lease, Instant end) {
        LeaseAsk ask = lease.ask();
        Instant from = lease.activatedAt().orElse(ask.startsAt());
        return estimates.exposure(hourly(ask), ask.hosts(), from, end.plus(ask.grace()));
    }

    Money total(Lease lease, Instant end) {
        return Projection.sum(perMonth(lease, end).values(), lease.ask().currency());
    }

    static ProblemException refusal(Budgets.Decision.Short shortage) {
        return ProblemException.conflict(
                shortage.reason(),
                "Month " + shortage.month() + " needs " + shortage.needed().rounded() + " and has "
                        + shortage.free().rounded() + " free.");
    }

    private static Money hourly(LeaseAsk ask) {
        return new Money(ask.hourlyPrice(), ask.currency());
    }
}
