package io.burstlease.budget;

import io.burstlease.money.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Money per team and month of the billing zone. */
public interface Budgets {

    /** Empty when the team has no budget for that month. */
    Optional<BudgetView> of(String teamId, YearMonth month);

    /** The budgets of the team from month to month, both included, oldest first; months without one are left out. */
    List<BudgetView> list(String teamId, YearMonth from, YearMonth to);

    /**
     * Makes this the lease's reservation, in place of any it had: months that are not named are given up. Joins the
     * caller's transaction, and until its end holds locks on the budget rows, taken in order of month. When one month
     * is short nothing changes; a month in which the lease's share does not rise is never short.
     */
    Decision reserve(String leaseId, String teamId, Map<YearMonth, Money> perMonth);

    /** What {@link #reserve} would decide as things stand; nothing is locked and nothing changes. */
    Decision foresee(String leaseId, String teamId, Map<YearMonth, Money> perMonth);

    /** Gives up what is reserved beyond what was booked. Joins the caller's transaction; may be repeated. */
    void release(String leaseId);

    /**
     * Keeps everybody else from booking for the lease and month until the caller's transaction ends, so that what is
     * added up afterwards is whole. For several, in order of team, month and lease.
     */
    void hold(String leaseId, String teamId, YearMonth month, String currency);

    /**
     * Sets what the lease has really cost in the month, up to now. A cost is never refused: where the team has no
     * budget for the month it gets one of nothing, which the cost then overdraws. Joins the caller's transaction.
     */
    void book(String leaseId, String teamId, YearMonth month, Money total);

    /** What the lease has really cost by now, as far as it is booked. */
    Money spent(String leaseId, String currency);

    /** Whether the money was there. */
    sealed interface Decision {

        /** It is reserved. */
        record Granted() implements Decision {}

        /**
         * It is not there, and nothing changed.
         *
         * @param month the first that is short
         * @param reason {@link #NO_BUDGET} or {@link #OVER_BUDGET}
         * @param free what this lease could have at most
         * @param needed what it asked for
         */
        record Short(YearMonth month, String reason, Money free, Money needed) implements Decision {

            /** The same in a sentence. */
            public String words() {
                return "Month %s needs %s and has %s free.".formatted(month, needed.rounded(), free.rounded());
            }
        }
    }

    /** The team has no budget for the month. */
    String NO_BUDGET = "no-budget";

    /** The team's budget of the month does not suffice. */
    String OVER_BUDGET = "over-budget";
}
