package io.burstlease.offer;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Prices of one charge type that hold at one instant, read together. */
record PriceList(Map<Item, PriceAt> prices) {

    /** What is priced, and where. */
    record Item(PricedItem kind, String sku, String zone) {}

    /** Everything that has a price in a host of the class. */
    static Set<String> skus(HostClass hostClass) {
        Set<String> skus = new LinkedHashSet<>();
        hostClass.instanceTypes().forEach(type -> skus.add(type.id()));
        disks(hostClass).map(PriceList::sku).forEach(skus::add);
        return skus;
    }

    /** One host with its disks, for an hour or for the period of the list; empty when any price is unknown. */
    Optional<Money> hourly(HostClass hostClass, String instanceType, String zone) {
        Optional<Money> sum = Optional.ofNullable(prices.get(new Item(PricedItem.HOST, instanceType, zone)))
                .map(PriceAt::perHour);
        for (Disk disk : disks(hostClass).toList()) {
            sum = sum.flatMap(soFar -> plus(soFar, disk, zone));
        }
        return sum;
    }

    /** The cheapest of the periods that cover [from, to); of two at one price the longer. */
    static Optional<Prepaid> cheapest(
            SortedMap<PaidPeriod, PriceList> periods,
            HostClass hostClass,
            String instanceType,
            String zone,
            Instant from,
            Instant to) {
        return periods.entrySet().stream()
                .filter(period -> !period.getKey().from(from).isBefore(to))
                .flatMap(period -> period.getValue().hourly(hostClass, instanceType, zone).stream()
                        .map(price -> new Prepaid(period.getKey(), price)))
                .min(Comparator.comparing(Prepaid::price).thenComparing(Prepaid::period, Comparator.reverseOrder()));
    }

    private Optional<Money> plus(Money soFar, Disk disk, String zone) {
        return Optional.ofNullable(prices.get(new Item(PricedItem.DISK, sku(disk), zone)))
                .map(gib -> soFar.plus(of(disk, gib).perHour()));
    }

    static PriceAt of(Disk disk, PriceAt gib) {
        return new PriceAt(gib.perHour().times(BigDecimal.valueOf(disk.sizeGib())), gib.activeFrom());
    }

    static String sku(Disk disk) {
        return Prices.diskSku(disk.category(), disk.performanceLevel());
    }

    private static Stream<Disk> disks(HostClass hostClass) {
        return Stream.concat(Stream.of(hostClass.systemDisk()), hostClass.dataDisks().stream());
    }
}
