package io.burstlease.budget;

import io.burstlease.money.Money;
import io.burstlease.offer.FeasibilityCheck;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** Whether the team's budget covers it, month by month, as things stand. */
@Component
class BudgetCheck implements FeasibilityCheck {

    private static final String NAME = "budget";

    private final Exposures exposures;
    private final Budgets budgets;

    BudgetCheck(Exposures exposures, Budgets budgets) {
        this.exposures = exposures;
        this.budgets = budgets;
    }

    @Override
    public Verdict check(Need need) {
        Optional<SortedMap<YearMonth, Money>> parts = exposures.of(need);
        if (parts.isEmpty()) {
            return Verdict.warn(NAME, "unknown-price", "without a price nothing can be said of the budget");
        }
        for (Map.Entry<YearMonth, Money> part : parts.get().entrySet()) {
            Optional<BudgetView> budget = budgets.of(need.teamId(), part.getKey());
            if (budget.isEmpty()) {
                return Verdict.no(NAME, Budgets.NO_BUDGET, "the team has no budget for %s".formatted(part.getKey()));
            }
            Money free = budget.get().free();
            if (part.getValue().compareTo(free) > 0) {
                return Verdict.no(
                        NAME,
                        Budgets.OVER_BUDGET,
                        "%s needs %s of which %s is free".formatted(part.getKey(), part.getValue(), free));
            }
        }
        return Verdict.ok(NAME, "within-budget", "the budget of every month covers it");
    }
}
