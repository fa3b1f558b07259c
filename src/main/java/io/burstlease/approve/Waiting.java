package io.burstlease.approve;

import io.burstlease.approve.WaitingView.MonthlyNeed;
import io.burstlease.budget.BudgetView;
import io.burstlease.budget.Budgets;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Terms;
import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.GrowthView;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.LeaseView;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.RenewalView;
import io.burstlease.lease.Renewals;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists what waits for a lead, with all that the decision needs in view. */
@Service
class Waiting {

    private final Leases leases;
    private final Renewals renewals;
    private final Growths growths;
    private final Teams teams;
    private final Budgets budgets;
    private final Exposure exposure;
    private final Clock clock;

    Waiting(
            Leases leases,
            Renewals renewals,
            Growths growths,
            Teams teams,
            Budgets budgets,
            Exposure exposure,
            Clock clock) {
        this.leases = leases;
        this.renewals = renewals;
        this.growths = growths;
        this.teams = teams;
        this.budgets = budgets;
        this.exposure = exposure;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<WaitingView> of(Caller caller) {
        Stream<WaitingView> applications = led(caller, LeaseState.REQUESTED).map(lease -> application(caller, lease));
        Stream<WaitingView> extensions = led(caller, LeaseState.ACTIVE)
                .flatMap(lease -> renewals.ofLease(lease.id()).stream()
                        .filter(renewal -> renewal.state() == RenewalState.REQUESTED)
                        .map(renewal -> extension(caller, lease, renewal)));
        Stream<WaitingView> more = led(caller, LeaseState.ACTIVE)
                .flatMap(lease -> growths.ofLease(lease.id()).stream()
                        .filter(growth -> growth.state() == GrowthState.REQUESTED)
                        .map(growth -> growth(caller, lease, growth)));
        return Stream.of(applications, extensions, more).flatMap(each -> each).toList();
    }

    private Stream<Lease> led(Caller caller, LeaseState state) {
        return leases.in(Set.of(state)).stream()
                .filter(lease -> teams.isLead(lease.ask().teamId(), caller.subject()));
    }

    private WaitingView application(Caller caller, Lease lease) {
        Instant end = latestEnd(lease);
        Estimate estimate = exposure.estimate(lease, lease.ask().startsAt(), end);
        Terms terms = exposure.terms(lease, estimate, end);
        List<MonthlyNeed> months = months(lease, terms);
        return new WaitingView(
                DecisionWords.application(lease, terms.total(), months),
                "LEASE",
                !lease.isHeldBy(caller.subject()),
                terms.quote(),
                terms.total(),
                months,
                estimate.verdicts(),
                LeaseView.of(lease),
                null,
                null);
    }

    /** One that can be granted no more is still shown, until it lapses. */
    private Instant latestEnd(Lease lease) {
        Instant asked = lease.ask().askedEndAt();
        return asked != null ? asked : exposure.latestEnd(lease.ask(), clock.instant());
    }

    private WaitingView extension(Caller caller, Lease lease, Renewal renewal) {
        Estimate estimate = exposure.estimate(lease, lease.hardEnd(), renewal.newEndAt());
        Terms terms = exposure.terms(lease, estimate, renewal.newEndAt());
        List<MonthlyNeed> months = months(lease, terms);
        return new WaitingView(
                DecisionWords.renewal(lease, renewal, months),
                "RENEWAL",
                !renewal.isAskedBy(caller.subject()),
                terms.quote(),
                renewal.cost(),
                months,
                List.of(),
                LeaseView.of(lease),
                RenewalView.of(renewal),
                null);
    }

    private WaitingView growth(Caller caller, Lease lease, Growth growth) {
        Estimate estimate = exposure.growth(lease, growth.hosts(), clock.instant());
        Terms terms = exposure.terms(lease, estimate, growth.hosts());
        List<MonthlyNeed> months = months(lease, terms);
        return new WaitingView(
                DecisionWords.growth(lease, growth, months),
                "GROWTH",
                !growth.isAskedBy(caller.subject()),
                terms.quote(),
                growth.cost(),
                months,
                estimate.verdicts(),
                LeaseView.of(lease),
                null,
                GrowthView.of(growth));
    }

    private List<MonthlyNeed> months(Lease lease, Terms terms) {
        return terms.perMonth().entrySet().stream()
                .map(share -> new MonthlyNeed(
                        share.getKey(),
                        share.getValue(),
                        budgets.of(lease.ask().teamId(), share.getKey())
                                .map(BudgetView::free)
                                .orElse(null)))
                .toList();
    }
}
