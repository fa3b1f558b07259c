package io.burstlease.offer;

import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * One host with its disks, paid for in advance.
 *
 * @param price of the whole period, paid at once
 */
public record Prepaid(PaidPeriod period, Money price) {

    private static final int DECIMALS = 8;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** By the hour of the shortest time that the period can be; no hour of it costs more. */
    public Money hourly() {
        return new Money(price.amount().divide(hours(period), DECIMALS, RoundingMode.CEILING), price.currency());
    }

    /** What a host may cost for a period at most, by what it may cost in an hour. */
    public static Money most(Money hourly, PaidPeriod period) {
        return new Money(hourly.amount().multiply(hours(period)), hourly.currency());
    }

    /** The same price spread evenly over the period, from then on. */
    public Money rate(Instant from) {
        return rate(price, from, period.from(from));
    }

    /** What an hour costs where so much is paid for all of a time. */
    public static Money rate(Money price, Instant from, Instant to) {
        BigDecimal seconds = BigDecimal.valueOf(Duration.between(from, to).toSeconds());
        return new Money(
                price.amount().multiply(SECONDS_PER_HOUR).divide(seconds, DECIMALS, RoundingMode.CEILING),
                price.currency());
    }

    private static BigDecimal hours(PaidPeriod period) {
        return BigDecimal.valueOf(period.leastHours());
    }
}
