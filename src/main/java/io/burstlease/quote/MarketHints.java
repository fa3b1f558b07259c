package io.burstlease.quote;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.VSwitchFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the cloud said of stock and addresses when it was last asked; an older word never overwrites a newer one. */
@Repository
class MarketHints {

    private final JdbcClient jdbc;

    MarketHints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether there was stock, and when that was seen. */
    record Stock(String instanceType, String zone, boolean inStock, Instant seenAt) {}

    /** How many addresses were free, and when that was seen. */
    record Addresses(long free, Instant seenAt) {}

    void saw(StockHint hint, ChargeType chargeType, Instant askedAt) {
        jdbc.sql("""
                        insert into stock_hint (instance_type, zone, charge_type, in_stock, seen_at)
                        values (:type, :zone, :chargeType, :inStock, :seenAt)
                        on conflict (instance_type, zone, charge_type) do update
                        set in_stock = excluded.in_stock,
                            seen_at = excluded.seen_at
                        where stock_hint.seen_at < excluded.seen_at
                        """)
                .param("type", hint.instanceType())
                .param("zone", hint.zone())
                .param("chargeType", chargeType.name())
                .param("inStock", hint.inStock())
                .param("seenAt", askedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    void saw(VSwitchFacts facts, Instant askedAt) {
        jdbc.sql("""
                        insert into address_hint (v_switch_id, free_addresses, seen_at)
                        values (:vSwitch, :free, :seenAt)
                        on conflict (v_switch_id) do update
                        set free_addresses = excluded.free_addresses,
                            seen_at = excluded.seen_at
                        where address_hint.seen_at < excluded.seen_at
                        """)
                .param("vSwitch", facts.vSwitchId())
                .param("free", facts.freeAddresses())
                .param("seenAt", askedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Stock> stock(ChargeType chargeType) {
        return jdbc.sql("""
                        select instance_type, zone, in_stock, seen_at
                        from stock_hint
                        where charge_type = :chargeType
                        """)
                .param("chargeType", chargeType.name())
                .query((row, number) -> new Stock(
                        row.getString("instance_type"),
                        row.getString("zone"),
                        row.getBoolean("in_stock"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<Addresses> addresses(String vSwitchId) {
        return jdbc.sql("""
                        select free_addresses, seen_at
                        from address_hint
                        where v_switch_id = :vSwitch
                        """)
                .param("vSwitch", vSwitchId)
                .query((row, number) -> new Addresses(
                        row.getLong("free_addresses"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
