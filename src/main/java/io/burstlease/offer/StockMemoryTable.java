package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StockMemoryTable implements StockMemory {

    private final JdbcClient jdbc;
    private final Clock clock;

    StockMemoryTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Refusals of launches that were under way together count once: only one that comes after the pause counts on. */
    @Override
    @Transactional
    public void refused(String instanceType, String zone, ChargeType chargeType, String code) {
        Instant now = clock.instant();
        lock(instanceType, zone, chargeType);
        Optional<Refusal> last = find(instanceType, zone, chargeType);
        int refusals = last.map(refusal -> count(refusal, now)).orElse(1);
        Instant tryAgainAt = now.plus(Backoff.after(refusals));
        jdbc.sql("""
                        insert into stock_memory (
                          instance_type, zone, charge_type, refused_at, code, refusals, try_again_at
                        )
                        values (:type, :zone, :chargeType, :now, :code, :refusals, :tryAgainAt)
                        on conflict (instance_type, zone, charge_type) do update
                        set refused_at = excluded.refused_at,
                            code = excluded.code,
                            refusals = excluded.refusals,
                            try_again_at = greatest(stock_memory.try_again_at, excluded.try_again_at)
                        """)
                .param("type", instanceType)
                .param("zone", zone)
                .param("chargeType", chargeType.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("code", code)
                .param("refusals", refusals)
                .param("tryAgainAt", tryAgainAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static int count(Refusal last, Instant now) {
        if (last.refusedAt().plus(Backoff.FORGOTTEN).isBefore(now)) {
            return 1;
        }
        return now.isBefore(last.tryAgainAt()) ? last.refusals() : last.refusals() + 1;
    }

    /** One offer at a time, also where there is no row yet that could be locked. */
    private void lock(String instanceType, String zone, ChargeType chargeType) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:offer, 0))")
                .param("offer", "stock_memory/%s/%s/%s".formatted(instanceType, zone, chargeType))
                .query((row, number) -> number)
                .single();
    }

    @Override
    @Transactional
    public void succeeded(String instanceType, String zone, ChargeType chargeType) {
        jdbc.sql("""
                        delete from stock_memory
                        where instance_type = :type
                          and zone = :zone
                          and charge_type = :chargeType
                        """)
                .param("type", instanceType)
                .param("zone", zone)
                .param("chargeType", chargeType.name())
                .update();
    }

    /** Offers of this charge type that are to be left alone now. */
    List<Refusal> inForce(ChargeType chargeType) {
        Instant now = clock.instant();
        return all(chargeType).stream()
                .filter(refusal -> now.isBefore(refusal.tryAgainAt()))
                .toList();
    }

    private Optional<Refusal> find(String instanceType, String zone, ChargeType chargeType) {
        return all(chargeType).stream()
                .filter(refusal -> refusal.instanceType().equals(instanceType)
                        && refusal.zone().equals(zone))
                .findFirst();
    }

    private List<Refusal> all(ChargeType chargeType) {
        return jdbc.sql("""
                        select instance_type, zone, code, refusals, refused_at, try_again_at
                        from stock_memory
                        where charge_type = :chargeType
                        """)
                .param("chargeType", chargeType.name())
                .query((row, number) -> new Refusal(
                        row.getString("instance_type"),
                        row.getString("zone"),
                        row.getString("code"),
                        row.getInt("refusals"),
                        row.getObject("refused_at", OffsetDateTime.class).toInstant(),
                        row.getObject("try_again_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
