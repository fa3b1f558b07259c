package io.burstlease.budget;

import io.burstlease.money.Money;
import java.time.YearMonth;
import java.util.SortedMap;

/**
 * What a decision that is taken now would agree to.
 *
 * @param hourly the most one host with its disks may cost in an hour
 * @param perMonth what would be set aside
 * @param budget whether it is there
 */
public record Terms(Money hourly, SortedMap<YearMonth, Money> perMonth, Budgets.Decision budget) {

    public Money total() {
        return Projection.sum(perMonth.values(), hourly.currency());
    }

    /**
     * How a decision names them: the price and the budget's verdict, which is all that a person decides by. It stays
     * the same until one of the two changes.
     */
    public String quote() {
        return hourly + " an hour, "
                + switch (budget) {
                    case Budgets.Decision.Granted ignored -> "within budget";
                    case Budgets.Decision.Short shortage -> shortage.reason() + " in " + shortage.month();
                };
    }
}
