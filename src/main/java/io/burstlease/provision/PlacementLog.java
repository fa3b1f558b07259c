package io.burstlease.provision;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.Launch;
import io.burstlease.money.Money;
import io.burstlease.offer.Offer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps every offer that was looked at or tried for a lease, and why it was not taken. */
@Repository
class PlacementLog {

    /** What was found of one offer, and for how long the same. */
    record Entry(
            String instanceType,
            String zone,
            ChargeType chargeType,
            @Nullable Money hourlyPrice,
            @Nullable String launchId,
            String outcome,
            @Nullable Family family,
            String reason,
            String detail,
            @Nullable Instant until,
            Instant firstAt,
            Instant lastAt,
            int times) {

        boolean isOf(Offer offer) {
            return instanceType.equals(offer.instanceType())
                    && zone.equals(offer.zone())
                    && chargeType == offer.chargeType();
        }
    }

    private static final int MOST_SHOWN = 200;

    private final JdbcClient jdbc;

    PlacementLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The offer was not tried; the same finding again is counted on the same row. */
    void passed(String leaseId, Finding finding, Instant now) {
        Offer offer = finding.offer();
        int repeated = jdbc.sql("""
                        update placement_attempt
                        set last_at = :now,
                            times = times + 1,
                            detail = :detail,
                            until = :until
                        where id = (select id
                                    from placement_attempt
                                    where lease_id = :lease
                                      and instance_type = :type
                                      and zone = :zone
                                      and charge_type = :charge
                                    order by id desc
                                    limit 1)
                          and outcome = 'PASSED'
                          and reason = :reason
                        """)
                .param("now", utc(now))
                .param("detail", finding.detail())
                .param("until", utc(finding.until()))
                .param("lease", leaseId)
                .param("type", offer.instanceType())
                .param("zone", offer.zone())
                .param("charge", offer.chargeType().name())
                .param("reason", finding.reason())
                .update();
        if (repeated == 0) {
            insert(leaseId, offer, null, "PASSED", finding.reason(), finding.detail(), finding.until(), now);
        }
    }

    /** The offer is tried by this launch. */
    void tried(Launch launch, Offer offer, Instant now) {
        String detail = launch.amount() + " hosts, at least " + launch.minAmount();
        insert(launch.leaseId(), offer, launch.id(), "TRIED", "launched", detail, null, now);
    }

    /** The launch brought hosts. */
    void taken(String launchId, int count, Instant now) {
        end(launchId, "TAKEN", null, "bought", count + " hosts", null, now);
    }

    /** The launch brought nothing; the lease leaves the offer alone until then. */
    void refused(
            String launchId,
            @Nullable Family family,
            String code,
            String message,
            @Nullable Instant until,
            Instant now) {
        end(launchId, "REFUSED", family, code, message, until, now);
    }

    /** The newest first. */
    List<Entry> of(String leaseId) {
        return jdbc.sql("""
                        select instance_type, zone, charge_type, hourly_price, currency, launch_id, outcome, family, reason,
                               detail, until, first_at, last_at, times
                        from placement_attempt
                        where lease_id = :lease
                        order by last_at desc, id desc
                        limit :limit
                        """)
                .param("lease", leaseId)
                .param("limit", MOST_SHOWN)
                .query(PlacementLog::entry)
                .list();
    }

    private void insert(
            String leaseId,
            Offer offer,
            @Nullable String launchId,
            String outcome,
            String reason,
            String detail,
            @Nullable Instant until,
            Instant now) {
        Money price = offer.knownHourly();
        jdbc.sql("""
                        insert into placement_attempt
                            (lease_id, instance_type, zone, charge_type, hourly_price, currency, launch_id, outcome,
                             reason, detail, until, first_at, last_at)
                        values (:lease, :type, :zone, :charge, :price, :currency, :launch, :outcome,
                                :reason, :detail, :until, :now, :now)
                        """)
                .param("lease", leaseId)
                .param("type", offer.instanceType())
                .param("zone", offer.zone())
                .param("charge", offer.chargeType().name())
                .param("price", price == null ? null : price.amount())
                .param("currency", price == null ? null : price.currency())
                .param("launch", launchId)
                .param("outcome", outcome)
                .param("reason", reason)
                .param("detail", detail)
                .param("until", utc(until))
                .param("now", utc(now))
                .update();
    }

    private void end(
            String launchId,
            String outcome,
            @Nullable Family family,
            String reason,
            String detail,
            @Nullable Instant until,
            Instant now) {
        jdbc.sql("""
                        update placement_attempt
                        set outcome = :outcome,
                            family = :family,
                            reason = :reason,
                            detail = :detail,
                            until = :until,
                            last_at = :now
                        where launch_id = :launch
                        """)
                .param("outcome", outcome)
                .param("family", family == null ? null : family.name())
                .param("reason", reason)
                .param("detail", detail)
                .param("until", utc(until))
                .param("now", utc(now))
                .param("launch", launchId)
                .update();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        String family = row.getString("family");
        return new Entry(
                row.getString("instance_type"),
                row.getString("zone"),
                ChargeType.valueOf(row.getString("charge_type")),
                currency == null ? null : new Money(row.getBigDecimal("hourly_price"), currency),
                row.getString("launch_id"),
                row.getString("outcome"),
                family == null ? null : Family.valueOf(family),
                row.getString("reason"),
                row.getString("detail"),
                instant(row, "until"),
                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                row.getInt("times"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
