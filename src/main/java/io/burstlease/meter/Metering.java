package io.burstlease.meter;

import io.burstlease.budget.Budgets;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Turns spans into charges, set by set: each span is cut where its lease, its phase or the hour changes. A piece costs
 * what the span has cost at its end less what it had cost at its beginning, each rounded half up to eight decimals, so
 * that the pieces add up to the whole. Metering again what is metered already gives the same rows.
 */
@Component
class Metering {

    /** A correction of a price that is older has been charged by a round long since. */
    private static final Duration LATE = Duration.ofDays(2);

    /**
     * What each span has to be charged for: from the beginning of the hour that was metered last, or from its opening
     * where a price became known too late. A span whose price at its opening is unknown has to wait.
     */
    private static final String WORK = """
            select s.host_id, s.item, s.price_item, s.sku, s.zone, s.charge_type, s.quantity, s.opened_before,
                   u.until_at,
                   case when s.metered_until is null or late.prices <> s.prices_used then s.opened_before
                        else greatest(s.opened_before,
                                      date_trunc('hour', least(s.metered_until, u.until_at), 'UTC'))
                   end as from_at,
                   known.currency
            from usage_span s
            cross join lateral (select greatest(s.opened_before, least(s.closed_before, :until)) as until_at) u
            cross join lateral (%s) known
            cross join lateral (
                select count(*) as prices
                from price_start q
                where q.item = s.price_item
                  and q.sku = s.sku
                  and q.zone = s.zone
                  and q.charge_type = s.charge_type
                  and q.active_from < s.metered_until
            ) late
            where s.host_id in (:hosts)
              and s.opened_before < :until
              and (s.closed_before is not null or s.metered_until is null or s.metered_until < :until
                   or late.prices <> s.prices_used)
            """.formatted(MeterSql.PRICE);

    private static final String CHARGE = """
            with work as materialized (%s), piece as (
                select w.host_id, w.item, h.hour, y.lease_id, o.spent_on, r.during, w.currency,
                       at_end.amount - at_begin.amount as amount
                from work w
                join host_phase p on p.host_id = w.host_id and p.host_id in (:hosts)
                join host_payer y on y.host_id = w.host_id and y.host_id in (:hosts)
                join lease_outline l on l.lease_id = y.lease_id
                cross join lateral %s o
                cross join lateral (
                    select tstzrange(w.from_at, w.until_at) * p.during * y.during * o.during as during
                ) c
                cross join lateral generate_series(
                    date_trunc('hour', lower(c.during), 'UTC'), upper(c.during), interval '1 hour') as h (hour)
                cross join lateral (select c.during * tstzrange(h.hour, h.hour + interval '1 hour') as during) r
                cross join lateral %s at_begin
                cross join lateral %s at_end
                where not isempty(c.during)
                  and not isempty(r.during)
            ), fresh as materialized (
                select host_id, item, hour, lease_id, spent_on, currency,
                       sum(extract(epoch from upper(during) - lower(during))) as seconds,
                       sum(amount) as amount
                from piece
                group by host_id, item, hour, lease_id, spent_on, currency
            ), put as (
                insert into charge as c (host_id, item, hour, lease_id, spent_on, seconds, amount, currency)
                select host_id, item, hour, lease_id, spent_on, seconds, amount, currency
                from fresh
                on conflict (host_id, item, hour, lease_id, spent_on) do update
                set seconds = excluded.seconds,
                    amount = excluded.amount,
                    currency = excluded.currency
                where (c.seconds, c.amount) is distinct from (excluded.seconds, excluded.amount)
                returning c.lease_id, c.hour
            ), dropped as (
                delete from charge c
                using work w
                where c.host_id = w.host_id
                  and c.item = w.item
                  and c.hour >= date_trunc('hour', w.from_at, 'UTC')
                  and c.hour >= (select date_trunc('hour', min(from_at), 'UTC') from work)
                  and not exists (
                      select
                      from fresh f
                      where f.host_id = c.host_id
                        and f.item = c.item
                        and f.hour = c.hour
                        and f.lease_id = c.lease_id
                        and f.spent_on = c.spent_on
                  )
                returning c.lease_id, c.hour
            ), metered as (
                update usage_span s
                set metered_until = w.until_at,
                    prices_used = (
                        select count(*)
                        from price_start q
                        where q.item = w.price_item
                          and q.sku = w.sku
                          and q.zone = w.zone
                          and q.charge_type = w.charge_type
                          and q.active_from < w.until_at
                    )
                from work w
                where s.host_id = w.host_id
                  and s.item = w.item
            )
            select distinct t.lease_id, l.team_id, l.currency, cast(date_trunc('month', t.hour at time zone :zone) as date) as month
            from (select * from put union all select * from dropped) as t
            join lease_outline l on l.lease_id = t.lease_id
            order by l.team_id, month, t.lease_id
            """.formatted(
                    WORK,
                    MeterSql.SPENT_ON,
                    MeterSql.COST_BY.formatted("lower(r.during)"),
                    MeterSql.COST_BY.formatted("upper(r.during)"));

    private final JdbcClient jdbc;
    private final Budgets budgets;
    private final BillingZone billingZone;
    private final Clock clock;

    Metering(JdbcClient jdbc, Budgets budgets, BillingZone billingZone, Clock clock) {
        this.jdbc = jdbc;
        this.budgets = budgets;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    /** Hosts of which something is not metered yet. */
    List<String> unmetered() {
        return jdbc.sql("""
                        select host_id
                        from usage_span
                        where closed_before is null
                           or metered_until is distinct from closed_before
                        union
                        select s.host_id
                        from price_start q
                        join usage_span s
                          on s.price_item = q.item
                         and s.sku = q.sku
                         and s.zone = q.zone
                         and s.charge_type = q.charge_type
                         and s.metered_until > q.active_from
                        where q.known_from > :lately
                          and q.active_from < q.known_from
                          and s.prices_used < (
                              select count(*)
                              from price_start p
                              where p.item = q.item
                                and p.sku = q.sku
                                and p.zone = q.zone
                                and p.charge_type = q.charge_type
                                and p.active_from < s.metered_until
                          )
                        order by host_id
                        """)
                .param("lately", clock.instant().minus(LATE).atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Items that have to wait until somebody says what they cost. */
    List<String> unpriced() {
        return jdbc.sql("""
                        select distinct s.price_item || ' ' || s.sku || ' in ' || s.zone || ', ' || s.charge_type as item
                        from usage_span s
                        where s.metered_until is null
                          and not exists (%s)
                        order by item
                        """.formatted(MeterSql.PRICE))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Charges what the hosts cost until then, and books it to the budgets of their leases. */
    @Transactional
    void meter(Collection<String> hosts, Instant until) {
        if (hosts.isEmpty()) {
            return;
        }
        jdbc.sql("select host_id from usage_span where host_id in (:hosts) order by host_id, item for update")
                .param("hosts", hosts)
                .query((row, number) -> row.getString(1))
                .list();
        jdbc.sql(CHARGE)
                .param("hosts", hosts)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("zone", billingZone.zone().getId())
                .query((row, number) -> new Booking(
                        row.getString("lease_id"),
                        row.getString("team_id"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getString("currency")))
                .list()
                .forEach(this::book);
    }

    /** Other hosts of the lease may be metered at the same time: what all cost is added up once nobody else books. */
    private void book(Booking booking) {
        budgets.hold(booking.leaseId(), booking.teamId(), booking.month(), booking.currency());
        BigDecimal total = jdbc.sql("""
                        select coalesce(sum(amount), 0)
                        from charge
                        where lease_id = :lease
                          and hour >= :from
                          and hour < :to
                        """)
                .param("lease", booking.leaseId())
                .param("from", billingZone.start(booking.month()).atOffset(ZoneOffset.UTC))
                .param("to", billingZone.end(booking.month()).atOffset(ZoneOffset.UTC))
                .query(BigDecimal.class)
                .single();
        budgets.book(booking.leaseId(), booking.teamId(), booking.month(), new Money(total, booking.currency()));
    }

    private record Booking(String leaseId, String teamId, YearMonth month, String currency) {}
}
