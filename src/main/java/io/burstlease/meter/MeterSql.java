package io.burstlease.meter;

/** The parts of the metering that say what a span costs and what for. */
final class MeterSql {

    /** The price of a span {@code s} at its opening, or what was paid for it in advance. */
    static final String PRICE = """
            select p.currency
            from host_prepayment p
            where p.host_id = s.host_id
              and p.item = s.item
            union
            select q.currency
            from price_period q
            where q.item = s.price_item
              and q.sku = s.sku
              and q.zone = s.zone
              and q.charge_type = s.charge_type
              and q.unit in ('HOUR', 'GIB_HOUR')
              and q.during @> s.opened_before
            """;

    /**
     * What a span of {@code w} has cost by then: by its price, and of what was paid for it in advance as much as is
     * spent. What was left of that is spent in the phase that begins at its end.
     */
    static final String COST_BY = """
            (
                select round(used.amount * w.quantity / 3600 + spent.amount, 8) as amount
                from (
                    select coalesce(sum(q.amount * extract(epoch from
                               upper(b.during) - lower(b.during))), 0) as amount
                    from price_period q
                    cross join lateral (select q.during * tstzrange(w.opened_before, %1$s) as during) b
                    where q.item = w.price_item
                      and q.sku = w.sku
                      and q.zone = w.zone
                      and q.charge_type = w.charge_type
                      and q.unit in ('HOUR', 'GIB_HOUR')
                      and not isempty(b.during)
                ) as used
                cross join (
                    select coalesce(sum(
                               case when p.ended_at < %1$s or p.ended_at = %1$s and %1$s = w.until_at
                                    then p.amount - p.refund
                                    else p.amount * extract(epoch from least(%1$s, p.to_at) - p.from_at)
                                         / extract(epoch from p.to_at - p.from_at)
                               end), 0) as amount
                    from host_prepayment p
                    where p.host_id = w.host_id
                      and p.item = w.item
                      and least(p.from_at, p.ended_at) < %1$s
                ) as spent
            )
            """;

    /** What a piece of a phase is for; a host that is READY waits for its gang until the lease is ACTIVE. */
    static final String SPENT_ON = """
            (
                select case p.state
                           when 'PREPARING' then 'PREPARING'
                           when 'DRAINING' then 'GRACE'
                           when 'DELETING' then 'RELEASING'
                           when 'GONE' then 'RELEASING'
                           when 'STUCK' then 'STUCK'
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
            )
            """;

    private MeterSql() {}
}
