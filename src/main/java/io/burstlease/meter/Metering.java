package io.burstlease.meter;

import io.burstlease.budget.Budgets;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns spans into charges, set by set: each span is cut where its lease, its phase, its price or the hour changes, and
 * each piece is priced by the second. Metering again what is metered already gives the same rows.
 */
@Component
class Metering {

    private static final String CHARGE = """
            insert into charge (host_id, item, hour, lease_id, spent_on, seconds, amount, currency)
            select s.host_id,
                   s.item,
                   h.hour,
                   a.lease_id,
                   u.spent_on,
                   sum(extract(epoch from upper(r.during) - lower(r.during))),
                   round(sum(extract(epoch from upper(r.during) - lower(r.during)) * q.amount * s.quantity) / 3600, 8),
                   q.currency
            from usage_span s
            join host_phase p on p.host_id = s.host_id
            join host_tenure a on a.host_id = s.host_id
            join lease_outline l on l.lease_id = a.lease_id
            join price_period q
              on q.item = s.price_item
             and q.sku = s.sku
             and q.zone = s.zone
             and q.charge_type = s.charge_type
            cross join lateral (
                select case p.state
                           when 'DRAINING' then 'GRACE'
                           when 'DELETING' then 'RELEASING'
                           when 'GONE' then 'RELEASING'
                           when 'HELD' then 'HELD'
                           else 'BOOTING'
                       end as spent_on,
                       tstzrange(null, null) as during
                where p.state <> 'READY'
                union all
                select 'GANG_WAIT', tstzrange(null, l.activated_at)
                where p.state = 'READY'
                union all
                select 'USE', tstzrange(l.activated_at, null)
                where p.state = 'READY'
                  and l.activated_at is not null
            ) u
            cross join lateral (
                select tstzrange(greatest(s.opened_before, date_trunc('hour', s.metered_until, 'UTC')),
                                 least(s.closed_before, :until))
                       * p.during * a.during * q.during * u.during as during
            ) o
            cross join lateral generate_series(
                date_trunc('hour', lower(o.during), 'UTC'), upper(o.during), interval '1 hour') as h (hour)
            cross join lateral (
                select o.during * tstzrange(h.hour, h.hour + interval '1 hour') as during
            ) r
            where s.host_id in (:hosts)
              and s.opened_before < :until
              and not isempty(o.during)
              and not isempty(r.during)
            group by s.host_id, s.item, h.hour, a.lease_id, u.spent_on, q.currency
            on conflict (host_id, item, hour, lease_id, spent_on)
            do update set seconds = excluded.seconds,
                          amount = excluded.amount
            """;

    private final JdbcClient jdbc;
    private final Budgets budgets;
    private final BillingZone billingZone;

    Metering(JdbcClient jdbc, Budgets budgets, BillingZone billingZone) {
        this.jdbc = jdbc;
        this.budgets = budgets;
        this.billingZone = billingZone;
    }

    /** Hosts of which something is not metered yet. */
    List<String> unmetered() {
        return jdbc.sql("""
                        select distinct host_id
                        from usage_span
                        where closed_before is null
                           or metered_until is distinct from closed_before
                        order by host_id
                        """).query((row, number) -> row.getString(1)).list();
    }

    /** Charges what the hosts cost until then, and books it to the budgets of their leases. */
    @Transactional
    void meter(Collection<String> hosts, Instant until) {
        if (hosts.isEmpty()) {
            return;
        }
        OffsetDateTime end = until.atOffset(ZoneOffset.UTC);
        jdbc.sql("select host_id from usage_span where host_id in (:hosts) order by host_id, item for update")
                .param("hosts", hosts)
                .query((row, number) -> row.getString(1))
                .list();
        jdbc.sql(CHARGE).param("hosts", hosts).param("until", end).update();
        jdbc.sql("""
                        update usage_span
                        set metered_until = least(closed_before, :until)
                        where host_id in (:hosts)
                          and opened_before < :until
                        """).param("hosts", hosts).param("until", end).update();
        book(hosts);
    }

    private void book(Collection<String> hosts) {
        jdbc.sql("""
                        select lease_id, team_id, currency, month, sum(amount) as amount
                        from (
                            select c.lease_id, c.team_id, c.currency, c.amount,
                                   cast(date_trunc('month', c.hour at time zone :zone) as date) as month
                            from cost_line c
                            where c.lease_id in (select lease_id from host_tenure where host_id in (:hosts))
                        ) as lines
                        group by lease_id, team_id, currency, month
                        order by team_id, month, lease_id
                        """)
                .param("zone", billingZone.zone().getId())
                .param("hosts", hosts)
                .query((row, number) -> new Booking(
                        row.getString("lease_id"),
                        row.getString("team_id"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        new Money(row.getBigDecimal("amount"), row.getString("currency"))))
                .list()
                .forEach(b -> budgets.book(b.leaseId(), b.teamId(), b.month(), b.total()));
    }

    private record Booking(String leaseId, String teamId, YearMonth month, Money total) {}
}
