package io.burstlease.cloud;

import io.burstlease.money.Money;
import java.util.List;

/**
 * The price after discounts, per hour (post-paid, spot) or for the term (pre-paid).
 *
 * @param host the instance alone
 * @param systemDisk the system disk alone
 * @param dataDisks each data disk, in the order asked
 */
public record PriceQuote(Money host, Money systemDisk, List<Money> dataDisks) {
    public PriceQuote {
        dataDisks = List.copyOf(dataDisks);
    }
}
