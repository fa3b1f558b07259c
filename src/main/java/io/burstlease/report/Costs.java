package io.burstlease.report;

import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the ledger for people. */
@Repository
class Costs {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int HOUR_DECIMALS = 4;

    private final JdbcClient jdbc;
    private final BillingZone billingZone;
    private final String currency;

    Costs(JdbcClient jdbc, BillingZone billingZone, @Value("${burstlease.currency:CNY}") String currency) {
        this.jdbc = jdbc;
        this.billingZone = billingZone;
        this.currency = currency;
    }

    CostReport of(CostQuestion question) {
        List<CostGroup> groups = question.groups();
        String columns = groups.stream().map(CostGroup::sql).collect(Collectors.joining(", "));
        String ordinals = IntStream.rangeClosed(1, groups.size())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        List<CostReport.Row> rows = jdbc.sql("""
                        select %s,
                               coalesce(sum(seconds) filter (where item = 'HOST'), 0) as host_seconds,
                               sum(amount) as amount
                        from cost_line
                        where hour >= :from
                          and hour < :to
                          and (:everything or team_id in (:teams))
                          and (:lease = '' or lease_id = :lease)
                          and (:project = '' or project_id = :project)
                        group by %s
                        order by %s
                        """.formatted(columns, ordinals, ordinals))
                .param("zone", billingZone.zone().getId())
                .param("from", question.from().atOffset(ZoneOffset.UTC))
                .param("to", question.to().atOffset(ZoneOffset.UTC))
                .param("everything", question.visible().everything())
                .param(
                        "teams",
                        question.visible().teams().isEmpty()
                                ? Set.of("")
                                : question.visible().teams())
                .param("lease", question.lease() == null ? "" : question.lease())
                .param("project", question.project() == null ? "" : question.project())
                .query((row, number) -> row(row, groups))
                .list();
        Money total = rows.stream().map(CostReport.Row::amount).reduce(Money.zero(currency), Money::plus);
        return new CostReport(question.from(), question.to(), billingZone.zone().getId(), groups, rows, total);
    }

    /** Each host that the lease had, and how far its charges may be from the bill. */
    List<HostBound> bounds(String leaseId) {
        return jdbc.sql("""
                        select host_id, instance_id, coalesce(sum(uncertainty), 0) as uncertainty
                        from span_bound
                        where host_id in (select host_id from host_tenure where lease_id = :lease)
                        group by host_id, instance_id
                        order by host_id
                        """)
                .param("lease", leaseId)
                .query((row, number) -> new HostBound(
                        row.getString("host_id"),
                        row.getString("instance_id"),
                        new Money(row.getBigDecimal("uncertainty").setScale(8, RoundingMode.UP), currency)))
                .list();
    }

    /** What the lease pays for at a price that nobody has said yet; none of it is in its cost. */
    List<String> unpriced(String leaseId) {
        return jdbc.sql("""
                        select distinct sku || ' in ' || zone || ', ' || charge_type as item
                        from span_bound
                        where host_id in (select host_id from host_tenure where lease_id = :lease)
                          and uncertainty is null
                        order by item
                        """)
                .param("lease", leaseId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Until when every host of the lease is metered; empty before the first. */
    Optional<Instant> meteredUntil(String leaseId) {
        return jdbc.sql("""
                        select min(coalesce(metered_until, opened_before)) as at
                        from span_bound
                        where host_id in (select host_id from host_tenure where lease_id = :lease)
                          and not is_metered
                        """)
                .param("lease", leaseId)
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /** A host and its bound. */
    record HostBound(String host, String instance, Money uncertainty) {}

    private CostReport.Row row(ResultSet row, List<CostGroup> groups) throws SQLException {
        Map<CostGroup, String> group = new EnumMap<>(CostGroup.class);
        for (int i = 0; i < groups.size(); i++) {
            group.put(groups.get(i), row.getString(i + 1));
        }
        BigDecimal hours =
                row.getBigDecimal("host_seconds").divide(SECONDS_PER_HOUR, HOUR_DECIMALS, RoundingMode.HALF_UP);
        return new CostReport.Row(group, hours, new Money(row.getBigDecimal("amount"), currency));
    }
}
