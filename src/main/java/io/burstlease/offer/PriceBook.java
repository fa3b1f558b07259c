package io.burstlease.offer;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The price book in its table. Prices by the month stand in it as well, and are not read as prices by the hour. */
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
                .param("unit", item == PricedItem.HOST ? "HOUR" : "GIB_HOUR")
                .param("amount", perHour.amount())
                .param("currency", perHour.currency())
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
