package io.burstlease.offer;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The price book in its table. Prices of whole periods stand in it as well, and are not read as prices by the hour. */
@Repository
class PriceBook implements Prices {

    private final JdbcClient jdbc;
    private final Clock clock;

    PriceBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Money> hourly(
            HostClass hostClass, String instanceType, String zone, ChargeType chargeType, Instant at) {
        return list(PriceList.skus(hostClass), chargeType, at).hourly(hostClass, instanceType, zone);
    }

    @Override
    public Optional<PriceAt> hostPrice(String instanceType, String zone, ChargeType chargeType, Instant at) {
        return price(new PriceList.Item(PricedItem.HOST, instanceType, zone), chargeType, at);
    }

    @Override
    public Optional<PriceAt> diskPrice(Disk disk, String zone, ChargeType chargeType, Instant at) {
        return price(new PriceList.Item(PricedItem.DISK, PriceList.sku(disk), zone), chargeType, at)
                .map(gib -> PriceList.of(disk, gib));
    }

    private Optional<PriceAt> price(PriceList.Item item, ChargeType chargeType, Instant at) {
        return Optional.ofNullable(
                list(Set.of(item.sku()), chargeType, at).prices().get(item));
    }

    /** The prices of these skus in all zones, in one statement. */
    PriceList list(Set<String> skus, ChargeType chargeType, Instant at) {
        Map<PriceList.Item, PriceAt> prices = new HashMap<>();
        jdbc.sql("""
                        select distinct on (item, sku, zone) item, sku, zone, amount, currency, active_from
                        from price
                        where sku in (:skus)
                          and charge_type = :chargeType
                          and unit in ('HOUR', 'GIB_HOUR')
                          and active_from <= :at
                          and known_from <= :knownAt
                        order by item, sku, zone, active_from desc, known_from desc
                        """)
                .param("skus", skus)
                .param("chargeType", chargeType.name())
                .param("at", utc(at))
                .param("knownAt", utc(clock.instant()))
                .query(row -> {
                    prices.put(item(row), price(row, row.getRow()));
                });
        return new PriceList(prices);
    }

    /** Of what is paid in advance: the prices for each period that the cloud sells, the shortest period first. */
    SortedMap<PaidPeriod, PriceList> byPeriod(Set<String> skus, Instant at) {
        SortedMap<PaidPeriod, Map<PriceList.Item, PriceAt>> periods = new TreeMap<>();
        jdbc.sql("""
                        select distinct on (item, sku, zone, unit) item, sku, zone, amount, currency, active_from,
                               substring(unit from '[^_]+$') as period
                        from price
                        where sku in (:skus)
                          and charge_type = 'PREPAID'
                          and active_from <= :at
                          and known_from <= :knownAt
                        order by item, sku, zone, unit, active_from desc, known_from desc
                        """)
                .param("skus", skus)
                .param("at", utc(at))
                .param("knownAt", utc(clock.instant()))
                .query(row -> {
                    PaidPeriod period = PaidPeriod.parse(row.getString("period"));
                    periods.computeIfAbsent(period, each -> new HashMap<>()).put(item(row), price(row, row.getRow()));
                });
        SortedMap<PaidPeriod, PriceList> lists = new TreeMap<>();
        periods.forEach((period, prices) -> lists.put(period, new PriceList(prices)));
        return lists;
    }

    @Override
    public Optional<Money> ofPeriod(PricedItem item, String sku, String zone, PaidPeriod period, Instant at) {
        return Optional.ofNullable(byPeriod(Set.of(sku), at).get(period))
                .map(list -> list.prices().get(new PriceList.Item(item, sku, zone)))
                .map(PriceAt::perHour);
    }

    @Override
    public Optional<Prepaid> prepaid(
            HostClass hostClass, String instanceType, String zone, Instant from, Instant to, Instant at) {
        return PriceList.cheapest(byPeriod(PriceList.skus(hostClass), at), hostClass, instanceType, zone, from, to);
    }

    @Override
    public List<PriceSpan> between(
            PricedItem item,
            String sku,
            String zone,
            ChargeType chargeType,
            Instant from,
            Instant to,
            Instant knownAt) {
        List<PriceAt> prices = jdbc.sql("""
                        select distinct on (active_from) amount, currency, active_from
                        from price
                        where item = :item
                          and sku = :sku
                          and zone = :zone
                          and charge_type = :chargeType
                          and unit in ('HOUR', 'GIB_HOUR')
                          and active_from < :to
                          and known_from <= :knownAt
                        order by active_from, known_from desc
                        """)
                .param("item", item.name())
                .param("sku", sku)
                .param("zone", zone)
                .param("chargeType", chargeType.name())
                .param("to", utc(to))
                .param("knownAt", utc(knownAt))
                .query(PriceBook::price)
                .list();
        return PriceSpans.cover(prices, from, to);
    }

    @Override
    @Transactional
    public void learn(
            PricedItem item,
            String sku,
            String zone,
            ChargeType chargeType,
            Money perHour,
            String source,
            Instant activeFrom) {
        add(item, sku, zone, chargeType, item == PricedItem.HOST ? "HOUR" : "GIB_HOUR", perHour, source, activeFrom);
    }

    @Override
    @Transactional
    public void learn(
            PricedItem item,
            String sku,
            String zone,
            PaidPeriod period,
            Money price,
            String source,
            Instant activeFrom) {
        String unit = item == PricedItem.HOST ? period.toString() : "GIB_" + period;
        add(item, sku, zone, ChargeType.PREPAID, unit, price, source, activeFrom);
    }

    private void add(
            PricedItem item,
            String sku,
            String zone,
            ChargeType chargeType,
            String unit,
            Money price,
            String source,
            Instant activeFrom) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into price (
                          item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from
                        )
                        select :item, :sku, :zone, :chargeType, :unit, :amount, :currency, :source, :activeFrom, :now
                        where not exists (
                          select
                          from (
                            select amount, currency
                            from price
                            where item = :item
                              and sku = :sku
                              and zone = :zone
                              and charge_type = :chargeType
                              and unit = :unit
                              and active_from <= :activeFrom
                            order by active_from desc, known_from desc
                            limit 1
                          ) as latest
                          where latest.amount = :amount
                            and latest.currency = :currency
                        )
                        on conflict do nothing
                        """)
                .param("item", item.name())
                .param("sku", sku)
                .param("zone", zone)
                .param("chargeType", chargeType.name())
                .param("unit", unit)
                .param("amount", price.amount())
                .param("currency", price.currency())
                .param("source", source)
                .param("activeFrom", utc(activeFrom))
                .param("now", utc(now))
                .update();
    }

    private static PriceList.Item item(ResultSet row) throws SQLException {
        return new PriceList.Item(
                PricedItem.valueOf(row.getString("item")), row.getString("sku"), row.getString("zone"));
    }

    private static PriceAt price(ResultSet row, int number) throws SQLException {
        return new PriceAt(
                new Money(row.getBigDecimal("amount"), row.getString("currency")),
                row.getObject("active_from", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
