package io.burstlease.offer;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price book: append-only, per hour, by what is known now. The price at an instant is the one that became active
 * last before it, and of those that became active together the one learnt last. An unknown price is empty, never 0.
 */
public interface Prices {

    /** One host of the class with its disks; empty when the price of the host or of any disk is unknown. */
    Optional<Money> hourly(HostClass hostClass, String instanceType, String zone, ChargeType chargeType, Instant at);

    /** One host without its disks. */
    Optional<PriceAt> hostPrice(String instanceType, String zone, ChargeType chargeType, Instant at);

    /** One disk of this size. */
    Optional<PriceAt> diskPrice(Disk disk, String zone, ChargeType chargeType, Instant at);

    /**
     * The prices of [from, to), without gaps, oldest first; of one host, or of one GiB of disk.
     *
     * @param knownAt only what was known by then counts, so that an old calculation can be repeated
     */
    List<PriceSpan> between(
            PricedItem item, String sku, String zone, ChargeType chargeType, Instant from, Instant to, Instant knownAt);

    /** Adds a price that holds from {@code activeFrom} on; the same one again changes nothing. */
    void learn(
            PricedItem item,
            String sku,
            String zone,
            ChargeType chargeType,
            Money perHour,
            String source,
            Instant activeFrom);

    /** Adds the price of a whole period that is paid in advance, of one host or of one GiB of disk; likewise. */
    void learn(
            PricedItem item,
            String sku,
            String zone,
            PaidPeriod period,
            Money price,
            String source,
            Instant activeFrom);

    /** What one host, or one GiB of disk, costs for a period that is paid in advance. */
    Optional<Money> ofPeriod(PricedItem item, String sku, String zone, PaidPeriod period, Instant at);

    /**
     * The cheapest period that covers [from, to) with one host of the class and its disks; empty when no such period
     * has a known price.
     */
    Optional<Prepaid> prepaid(
            HostClass hostClass, String instanceType, String zone, Instant from, Instant to, Instant at);

    /** How the price book names a kind of disk: {@code cloud_essd PL1}, or the category alone. */
    static String diskSku(String category, @Nullable String performanceLevel) {
        return performanceLevel == null ? category : category + " " + performanceLevel;
    }
}
