package io.burstlease.sandbox.cloud.world;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is sold, at which price, and how much of it there is.
 *
 * @param spotShare market price of a spot instance as a share of the hourly list price
 */
public record Catalogue(
        String currency,
        List<InstanceKind> instanceKinds,
        List<DiskPrice> disks,
        List<StockRule> stock,
        List<String> images,
        BigDecimal spotShare) {

    public Optional<InstanceKind> kind(String id) {
        return instanceKinds.stream().filter(kind -> kind.id().equals(id)).findFirst();
    }

    public Optional<DiskPrice> disk(String category, String performanceLevel) {
        return disks.stream()
                .filter(disk -> disk.category().equals(category)
                        && disk.performanceLevel().equals(performanceLevel))
                .findFirst();
    }

    public boolean sellsCategory(String category) {
        return disks.stream().anyMatch(disk -> disk.category().equals(category));
    }

    /** Instances on offer before anything was bought; negative where the zone does not sell the type. */
    public int stockOf(String type, String zone, ChargeType charge) {
        int count = -1;
        for (StockRule rule : stock) {
            if (rule.fits(type, zone, charge)) {
                count = rule.count();
            }
        }
        return count;
    }

    public Catalogue withStock(List<StockRule> rules) {
        return new Catalogue(currency, instanceKinds, disks, List.copyOf(rules), images, spotShare);
    }
}
