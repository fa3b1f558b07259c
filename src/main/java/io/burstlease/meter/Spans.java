package io.burstlease.meter;

import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.HostEvent;
import io.burstlease.host.Prepayments;
import io.burstlease.host.Sight;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens and closes what is paid for: the instance, and each of its disks apart. */
@Repository
class Spans {

    private final JdbcClient jdbc;
    private final Attempts attempts;
    private final Prepayments prepayments;
    private final Prices prices;
    private final Clock clock;

    Spans(JdbcClient jdbc, Attempts attempts, Prepayments prepayments, Prices prices, Clock clock) {
        this.jdbc = jdbc;
        this.attempts = attempts;
        this.prepayments = prepayments;
        this.prices = prices;
        this.clock = clock;
    }

    /** Opens the spans of a host that was just bought; those that are open already stay. */
    void open(Host host) {
        LaunchRequest request = requestOf(host);
        for (Item item : items(host, request)) {
            open(host, item);
            if (request.prepaid() != null) {
                Instant bought = host.boughtBefore().orElseThrow();
                pay(host, request.prepaid(), bought, bought, item);
            }
        }
    }

    /** Pays for another period. */
    void payLonger(Host host, HostEvent.PaidLonger paid) {
        items(host, requestOf(host)).forEach(item -> pay(host, paid.period(), paid.from(), paid.orderedAt(), item));
    }

    /** Something of a host that is paid for apart, as the price book names it, and how many units of it. */
    private record Item(String name, PricedItem kind, String sku, BigDecimal quantity) {

        static Item of(String name, Disk disk) {
            String sku = Prices.diskSku(disk.category(), disk.performanceLevel());
            return new Item(name, PricedItem.DISK, sku, BigDecimal.valueOf(disk.sizeGib()));
        }
    }

    private static List<Item> items(Host host, LaunchRequest request) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("HOST", PricedItem.HOST, host.instanceType().orElseThrow(), BigDecimal.ONE));
        items.add(Item.of("SYSTEM_DISK", request.systemDisk()));
        List<Disk> data = request.dataDisks();
        for (int i = 0; i < data.size(); i++) {
            items.add(Item.of("DATA_DISK_" + (i + 1), data.get(i)));
        }
        return items;
    }

    /** Closes them: the end lies between the last sight and the first miss. */
    void close(Host host) {
        Sight sight = host.sight();
        jdbc.sql("""
                        update usage_span
                        set closed_after = greatest(:after, opened_after),
                            closed_before = greatest(:before, opened_before),
                            -- What was left of a payment is spent where it ended, which may be metered already.
                            metered_until = case when charge_type = 'PREPAID' then null else metered_until end
                        where host_id = :host
                          and closed_before is null
                        """)
                .param("after", utc(sight.goneAfter()))
                .param("before", utc(sight.goneBefore()))
                .param("host", host.id())
                .update();
    }

    private LaunchRequest requestOf(Host host) {
        int number = host.attempt().orElseThrow();
        return attempts.of(host.launchId().orElseThrow()).stream()
                .filter(attempt -> attempt.number() == number)
                .map(Attempt::request)
                .findFirst()
                .orElseThrow();
    }

    /**
     * By the price of when it was ordered. Without a known one nothing is paid on record, and the item is reported as
     * one whose price is not known.
     */
    private void pay(Host host, PaidPeriod period, Instant from, Instant orderedAt, Item item) {
        prices.ofPeriod(item.kind(), item.sku(), host.zone().orElseThrow(), period, orderedAt)
                .map(price -> inCents(price.times(item.quantity())))
                .ifPresent(price ->
                        prepayments.pay(host.id(), item.name(), from, period.from(from), price, clock.instant()));
    }

    /** An order is for whole cents. */
    private static Money inCents(Money amount) {
        return new Money(amount.amount().setScale(2, RoundingMode.HALF_UP), amount.currency());
    }

    private void open(Host host, Item item) {
        jdbc.sql("""
                        insert into usage_span (host_id, item, instance_id, price_item, sku, zone, charge_type, quantity,
                                                opened_after, opened_before)
                        values (:host, :item, :instance, :priceItem, :sku, :zone, :chargeType, :quantity, :after, :before)
                        on conflict (host_id, item) do nothing
                        """)
                .param("host", host.id())
                .param("item", item.name())
                .param("instance", host.instanceId().orElseThrow())
                .param("priceItem", item.kind().name())
                .param("sku", item.sku())
                .param("zone", host.zone().orElseThrow())
                .param("chargeType", host.chargeType().orElseThrow().name())
                .param("quantity", item.quantity())
                .param("after", utc(host.boughtAfter().orElseThrow()))
                .param("before", utc(host.boughtBefore().orElseThrow()))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
