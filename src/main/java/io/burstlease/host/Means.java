package io.burstlease.host;

import io.burstlease.budget.Budgets;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.Money;
import io.burstlease.offer.Verdict;
import io.burstlease.team.Teams;
import io.burstlease.web.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a team may have and pay for, held to by those who make leases of hosts that stand already, in place of a lead's
 * approval. Both verbs join the caller's transaction; limits are locked before budgets.
 */
@Service
public class Means {

    private final Teams teams;
    private final Estimates estimates;
    private final Budgets budgets;
    private final Commitments commitments;

    Means(Teams teams, Estimates estimates, Budgets budgets, Commitments commitments) {
        this.teams = teams;
        this.estimates = estimates;
        this.budgets = budgets;
        this.commitments = commitments;
    }

    /**
     * Locks the team's limits.
     *
     * @param hourly what one of the hosts costs in an hour
     * @return the most that it may come to cost: a spot host what pay-as-you-go costs, because its market moves
     * @throws ProblemException 409, reason {@value Leases#OVER_TEAM_HOSTS}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money within(SoundAsk ask, Money hourly) {
        teams.lockLimits(ask.team().id());
        Estimate estimate = estimates.of(ask.need());
        Optional<Verdict> over = estimate.verdicts().stream()
                .filter(verdict -> verdict.reason().equals(Leases.OVER_TEAM_HOSTS))
                .findFirst();
        if (over.isPresent()) {
            throw ProblemException.conflict(over.get().reason(), over.get().detail());
        }
        Money ceiling = estimate.hourly();
        if (ask.chargeType() != ChargeType.SPOT || ceiling == null) {
            return hourly;
        }
        return ceiling.compareTo(hourly) > 0 ? ceiling : hourly;
    }

    /**
     * Sets aside the most that the lease may cost until its end.
     *
     * @throws ProblemException 409, reason {@link Budgets#NO_BUDGET} or {@link Budgets#OVER_BUDGET}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void setAside(Lease lease) {
        switch (budgets.reserve(
                lease.id(),
                lease.ask().teamId(),
                commitments.of(lease, lease.ask().hourly(), lease.end(), 0))) {
            case Budgets.Decision.Granted ignored -> {}
            case Budgets.Decision.Short shortage ->
                throw ProblemException.conflict(shortage.reason(), shortage.words());
        }
    }
}
