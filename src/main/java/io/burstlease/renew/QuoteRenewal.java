package io.burstlease.renew;

import io.burstlease.budget.BudgetView;
import io.burstlease.budget.Budgets;
import io.burstlease.budget.Estimates;
import io.burstlease.budget.Terms;
import io.burstlease.catalog.Catalog;
import io.burstlease.host.Commitments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what a later end would cost and whether the budget and the money cap bear it, before anybody asks for it. */
@Service
class QuoteRenewal {

    /** Prices and budgets may change sooner; then the one who names it hears of that. */
    private static final Duration VALID = Duration.ofMinutes(15);

    private static final String BUDGET = "budget";
    private static final String MONEY_CAP = "money-cap";

    private final Leases leases;
    private final TeamAccess access;
    private final NewEnd newEnd;
    private final Estimates estimates;
    private final Catalog catalog;
    private final Commitments commitments;
    private final RenewalCost cost;
    private final Budgets budgets;
    private final Clock clock;

    QuoteRenewal(
            Leases leases,
            TeamAccess access,
            NewEnd newEnd,
            Estimates estimates,
            Catalog catalog,
            Commitments commitments,
            RenewalCost cost,
            Budgets budgets,
            Clock clock) {
        this.leases = leases;
        this.access = access;
        this.newEnd = newEnd;
        this.estimates = estimates;
        this.catalog = catalog;
        this.commitments = commitments;
        this.cost = cost;
        this.budgets = budgets;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    RenewalQuoteView of(Caller caller, String leaseId, RenewalRequest request) {
        Lease lease = leases.get(leaseId);
        access.mustAct(caller, lease.ask().teamId());
        List<Fault> faults = new ArrayList<>();
        Optional<Instant> wanted = newEnd.of(request, lease, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        if (lease.state() != LeaseState.ACTIVE || !clock.instant().isBefore(lease.end())) {
            throw ProblemException.conflict(
                    "wrong-state", "lease " + leaseId + " is " + lease.state() + "; only an ACTIVE one is renewed");
        }
        Instant end = wanted.orElseThrow();
        Terms terms = terms(lease, end);
        Instant valid = clock.instant().plus(VALID);
        return new RenewalQuoteView(
                leaseId,
                lease.end(),
                end,
                terms.hourly(),
                cost.of(lease, lease.end(), end),
                months(lease, terms.perMonth()),
                List.of(budget(terms), cap(lease)),
                terms.quote(),
                valid.isBefore(lease.end()) ? valid : lease.end());
    }

    /** @throws ProblemException 409 with what holds now, where that is not what was named */
    void mustHold(Lease lease, Instant end, String named) {
        String now = terms(lease, end).quote();
        if (!now.equals(named)) {
            throw ProblemException.outdated("quote-changed", "It is " + now + " now, not " + named + ".", now);
        }
    }

    private Terms terms(Lease lease, Instant end) {
        LeaseAsk ask = lease.ask();
        Money ceiling = estimates
                .of(new Need(
                        ask.teamId(),
                        catalog.hostClass(ask.hostClassId()),
                        ask.hosts(),
                        ask.minHosts(),
                        ask.zone(),
                        ask.chargeType(),
                        lease.hardEnd(),
                        end.plus(ask.grace())))
                .hourly();
        Money now = ceiling == null ? ask.hourly() : ask.atMost(ceiling);
        Money hourly = now.compareTo(ask.hourly()) < 0 ? ask.hourly() : now;
        SortedMap<YearMonth, Money> perMonth = commitments.of(lease, hourly, end, 0);
        return new Terms(hourly, perMonth, budgets.foresee(lease.id(), ask.teamId(), perMonth));
    }

    private List<RenewalQuoteView.Month> months(Lease lease, SortedMap<YearMonth, Money> perMonth) {
        return perMonth.entrySet().stream()
                .map(share -> new RenewalQuoteView.Month(
                        share.getKey(),
                        share.getValue(),
                        budgets.of(lease.ask().teamId(), share.getKey())
                                .map(BudgetView::free)
                                .orElse(null)))
                .toList();
    }

    private static Verdict budget(Terms terms) {
        return switch (terms.budget()) {
            case Budgets.Decision.Granted ignored -> Verdict.ok(BUDGET, "within-budget", "every month has it free");
            case Budgets.Decision.Short shortage ->
                Verdict.no(
                        BUDGET,
                        shortage.reason(),
                        "%s needs %s and has %s free"
                                .formatted(
                                        shortage.month(),
                                        shortage.needed().rounded(),
                                        shortage.free().rounded()));
        };
    }

    /** The cap ends the lease, however late its end is. */
    private Verdict cap(Lease lease) {
        BigDecimal cap = lease.ask().moneyCap();
        if (cap == null) {
            return Verdict.ok(MONEY_CAP, "no-money-cap", "it has none");
        }
        Money most = new Money(cap, lease.ask().currency());
        Money until = commitments.by(lease, lease.hardEnd());
        String detail = "until the end it has it may cost %s of %s".formatted(until.rounded(), most.rounded());
        return until.compareTo(most) < 0
                ? Verdict.ok(MONEY_CAP, "within-money-cap", detail)
                : Verdict.no(MONEY_CAP, "over-money-cap", detail);
    }
}
