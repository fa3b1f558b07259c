package io.burstlease.host;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was paid in advance, past this service, for a host that stands already.
 *
 * @param from when the period that was paid for began
 * @param until when it ends
 * @param parts what was paid by item, named as on the ledger
 */
public record PaidAhead(Instant from, Instant until, Map<String, Money> parts) {

    private static final int DECIMALS = 8;

    public PaidAhead {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("nothing is paid for from " + from + " to " + until);
        }
        parts = new LinkedHashMap<>(parts);
    }

    /**
     * A sum shared out by what the items cost apart; the shares add up to it, because each is the difference of two
     * rounded totals.
     */
    public static PaidAhead shared(Instant from, Instant until, Money sum, Map<String, Money> prices) {
        BigDecimal whole = prices.values().stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Money> parts = new LinkedHashMap<>();
        BigDecimal pricedBefore = BigDecimal.ZERO;
        BigDecimal sharedBefore = BigDecimal.ZERO;
        for (Map.Entry<String, Money> item : prices.entrySet()) {
            pricedBefore = pricedBefore.add(item.getValue().amount());
            BigDecimal shared = share(sum.amount(), pricedBefore, whole);
            parts.put(item.getKey(), new Money(shared.subtract(sharedBefore), sum.currency()));
            sharedBefore = shared;
        }
        return new PaidAhead(from, until, parts);
    }

    /** What of each item is not used up by then. */
    Map<String, Money> leftAt(Instant at) {
        BigDecimal left = nanos(Duration.between(at.isAfter(from) ? at : from, until));
        BigDecimal whole = nanos(Duration.between(from, until));
        Map<String, Money> rest = new LinkedHashMap<>();
        parts.forEach((item, paid) -> rest.put(item, new Money(share(paid.amount(), left, whole), paid.currency())));
        return rest;
    }

    private static BigDecimal share(BigDecimal amount, BigDecimal part, BigDecimal whole) {
        return amount.multiply(part).divide(whole, DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal nanos(Duration time) {
        return BigDecimal.valueOf(time.getSeconds(), -9).add(BigDecimal.valueOf(time.getNano()));
    }
}
