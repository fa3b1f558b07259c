package io.burstlease.budget;

import io.burstlease.money.Money;
import java.time.YearMonth;

/**
 * A team's budget of a month as it stands.
 *
 * @param amount granted for the month
 * @param booked what leases have really cost so far
 * @param reserved what is set aside beyond that: Σ max(0, reserved − booked) per lease
 */
public record BudgetView(String teamId, YearMonth month, Money amount, Money booked, Money reserved) {

    /** What can still be reserved; negative when more was spent than granted. */
    public Money free() {
        return amount.minus(booked).minus(reserved);
    }
}
