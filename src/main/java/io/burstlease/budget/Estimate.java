package io.burstlease.budget;

import io.burstlease.money.Money;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.RankedOffer;
import io.burstlease.offer.Verdict;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a need would cost at most, and whether it can be had.
 *
 * @param hourly the most one host with its disks costs in an hour; null when no price is known
 * @param prepaid the most one host with its disks costs at once; null unless that is how it is paid for
 * @param months what would have to be reserved, oldest first; empty when no price is known
 * @param offers in the order they would be tried
 * @param verdicts the worst first
 */
public record Estimate(
        @Nullable Money hourly,
        @Nullable Prepaid prepaid,
        List<Month> months,
        List<RankedOffer> offers,
        List<Verdict> verdicts) {

    public Estimate {
        months = List.copyOf(months);
        offers = List.copyOf(offers);
        verdicts = List.copyOf(verdicts);
    }

    /** No check says no. */
    public boolean isFeasible() {
        return verdicts.stream().noneMatch(verdict -> verdict.outcome() == Verdict.Outcome.NO);
    }

    /**
     * A month's share.
     *
     * @param reserved what would be set aside of the month's budget
     * @param budgetLeft what is free before that; null when the team has no budget for the month
     */
    public record Month(
            YearMonth month, Money reserved, @Nullable Money budgetLeft) {}
}
