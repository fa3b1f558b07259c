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

    /** How far the ledger may be from the bill: each host's price over the time that its two ends leave open. */
    Money uncertainty(String leaseId) {
        BigDecimal amount =
                jdbc.sql("""
                        select coalesce(sum(q.amount * s.quantity
                                   * (extract(epoch from s.opened_before - s.opened_after)
                                      + coalesce(extract(epoch from s.closed_before - s.closed_after), 0))) / 3600, 0)
                        from span_bounds s
                        join price_period q
                          on q.item = s.price_item
                         and q.sku = s.sku
                         and q.zone = s.zone
                         and q.charge_type = s.charge_type
                         and q.during @> s.opened_before
                        where s.host_id in (select host_id from host_tenure where lease_id = :lease)
                        """).param("lease", leaseId).query(BigDecimal.class).single();
        return new Money(amount.setScale(8, RoundingMode.UP), currency);
    }

    /** Until when every host of the lease is metered; empty before the first. */
    Optional<Instant> meteredUntil(String leaseId) {
        return jdbc.sql("""
                        select min(coalesce(s.metered_until, s.opened_before)) as at
                        from span_bounds s
                        where s.host_id in (select host_id from host_tenure where lease_id = :lease)
                          and (s.closed_before is null or s.metered_until is distinct from s.closed_before)
                        """)
                .param("lease", leaseId)
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

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
