package io.burstlease.adopt;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.DiskSeen;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.PaidAhead;
import io.burstlease.money.Money;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What was paid for hosts that are pre-paid. The cloud does not tell; whoever adopts says the sum, and the price book
 * how much of it is the disks'. Calls out.
 */
@Component
class PaidRules {

    /** What a host that comes in the place of one that was taken over is bought for. */
    static final PaidPeriod MONTH = PaidPeriod.parse("P1M");

    private final CloudSubscriptions subscriptions;
    private final Prices prices;
    private final Clock clock;
    private final String currency;

    PaidRules(
            CloudSubscriptions subscriptions,
            Prices prices,
            Clock clock,
            @Value("${burstlease.currency:CNY}") String currency) {
        this.subscriptions = subscriptions;
        this.prices = prices;
        this.clock = clock;
        this.currency = currency;
    }

    /** Empty for a host that is not paid for in advance, and where something stands against it. */
    Optional<PaidAhead> paidAhead(
            HostToAdopt wish, InstanceSeen seen, List<DiskSeen> attached, List<Finding> findings) {
        if (seen.chargeType() != ChargeType.PREPAID) {
            if (wish.paid() != null || wish.paidFrom() != null) {
                findings.add(
                        new Finding("not-prepaid", "it is " + seen.chargeType() + ": nothing was paid in advance"));
            }
            return Optional.empty();
        }
        if (subscriptions.renewsItself(seen.instanceId())) {
            findings.add(new Finding(
                    "cloud-renews", "the cloud would pay for another period by itself: turn its auto-renewal off"));
        }
        Instant from = wish.readPaidFrom().orElse(seen.createdAt());
        findings.addAll(periodFindings(seen, from));
        BigDecimal paid = wish.paid();
        if (paid == null) {
            findings.add(new Finding("paid-unknown", "it is pre-paid: state what was paid for its period, as paid"));
            return Optional.empty();
        }
        return findings.isEmpty()
                ? Optional.of(PaidAhead.shared(
                        from,
                        Objects.requireNonNull(seen.expiredTime()),
                        new Money(paid, currency),
                        monthly(seen, attached)))
                : Optional.empty();
    }

    private List<Finding> periodFindings(InstanceSeen seen, Instant from) {
        Instant until = seen.expiredTime();
        Instant now = clock.instant();
        if (until == null || !until.isAfter(now)) {
            return List.of(new Finding("run-out", "it is paid until " + until));
        }
        return from.isAfter(now) || from.isBefore(seen.createdAt())
                ? List.of(new Finding(
                        "paid-from",
                        "its period cannot have begun at " + from + ": it was made at " + seen.createdAt()))
                : List.of();
    }

    /** By item, what a month of it costs; less than all where a price is not known. */
    private Map<String, Money> monthly(InstanceSeen seen, List<DiskSeen> attached) {
        Map<String, Money> parts = new LinkedHashMap<>();
        Instant now = clock.instant();
        prices.ofPeriod(PricedItem.HOST, seen.instanceType(), seen.zone(), MONTH, now)
                .ifPresent(price -> parts.put("HOST", price));
        AtomicInteger number = new AtomicInteger();
        for (DiskSeen disk : attached) {
            String item = disk.system() ? "SYSTEM_DISK" : "DATA_DISK_" + number.incrementAndGet();
            String sku = Prices.diskSku(disk.disk().category(), disk.disk().performanceLevel());
            prices.ofPeriod(PricedItem.DISK, sku, seen.zone(), MONTH, now)
                    .ifPresent(price -> parts.put(
                            item, price.times(BigDecimal.valueOf(disk.disk().sizeGib()))));
        }
        return parts;
    }

    /** What an hour of it costs at most: of what was paid, and of a month that is paid for another in its place. */
    Optional<Money> hourly(InstanceSeen seen, List<DiskSeen> attached) {
        Map<String, Money> parts = monthly(seen, attached);
        return parts.size() == attached.size() + 1
                ? parts.values().stream().reduce(Money::plus).map(sum -> new Prepaid(MONTH, sum).hourly())
                : Optional.empty();
    }
}
