package io.burstlease.budget;

import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What hosts would cost, month by month. */
public final class Projection {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int DECIMALS = 8;

    private Projection() {}

    /**
     * The cost of the hosts over [from, to), by the second, in the months of the billing zone, oldest first. Each part
     * is the difference of two rounded totals, so that the parts add up to {@link #total} to the last decimal.
     */
    public static SortedMap<YearMonth, Money> of(
            Money hourlyPerHost, int hosts, Instant from, Instant to, BillingZone zone) {
        SortedMap<YearMonth, Money> parts = new TreeMap<>();
        Money before = Money.zero(hourlyPerHost.currency());
        for (YearMonth month : zone.months(from, to)) {
            Instant until = zone.end(month).isBefore(to) ? zone.end(month) : to;
            Money soFar = total(hourlyPerHost, hosts, from, until);
            parts.put(month, soFar.minus(before));
            before = soFar;
        }
        return Collections.unmodifiableSortedMap(parts);
    }

    /** The cost of the hosts over [from, to); nothing where it is empty. */
    public static Money total(Money hourlyPerHost, int hosts, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Money.zero(hourlyPerHost.currency());
        }
        Duration time = Duration.between(from, to);
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        BigDecimal amount = hourlyPerHost
                .amount()
                .multiply(BigDecimal.valueOf(hosts))
                .multiply(seconds)
                .divide(SECONDS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
        return new Money(amount, hourlyPerHost.currency());
    }

    public static Money sum(Collection<Money> parts, String currency) {
        return parts.stream().reduce(Money.zero(currency), Money::plus);
    }
}
