-- How long the hosts of a lease are paid for at once, as it was quoted.
alter table lease
    add column prepaid_period text check (prepaid_period ~ '^P[1-9][0-9]?[WM]$'),
    add check ((charge_type = 'PREPAID') = (prepaid_period is not null));

-- What was paid in advance for an item of a host. Its time costs evenly; when the host is given up before the end, all
-- that is left is spent at that instant, but for what the cloud pays back.
create table prepayment (
    host_id text not null references host,
    -- As on the span: HOST, SYSTEM_DISK, DATA_DISK_1 and so on.
    item text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    amount numeric(20, 8) not null check (amount > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    paid_at timestamptz not null,
    ended_at timestamptz,
    refund numeric(20, 8) not null default 0 check (refund >= 0 and refund <= amount),
    primary key (host_id, item, from_at),
    check (from_at < to_at),
    check (refund = 0 or ended_at is not null)
);

comment on table prepayment is 'What was paid in advance, for which time, and what of it was paid back.';

-- What the meter reads of it.
create view host_prepayment as
select host_id, item, from_at, to_at, amount, currency, ended_at, refund
from prepayment;

-- How a host that was paid in advance ends: held because the policy says so, or given up for what the cloud pays back.
-- That is asked first, every order is on record before it is sent, and only the cloud's own yes or a reading tells that
-- it was done.
create table prepaid_end (
    host_id text primary key references host,
    held_at timestamptz,
    -- Rises with every order that is not a repeat.
    attempt integer not null default 0 check (attempt >= 0),
    asked_at timestamptz,
    amount numeric(20, 8) check (amount >= 0),
    currency text check (currency ~ '^[A-Z]{3}$'),
    first_sent_at timestamptz,
    last_sent_at timestamptz,
    order_id text,
    done_at timestamptz,
    -- Why the cloud will not have it back.
    refusal text,
    refused_at timestamptz,
    check ((asked_at is null) = (amount is null)),
    check ((amount is null) = (currency is null)),
    check ((first_sent_at is null) = (last_sent_at is null)),
    check (first_sent_at is null or asked_at is not null),
    check ((refusal is null) = (refused_at is null)),
    check (done_at is null or refusal is null)
);

comment on table prepaid_end is 'How a host that was paid in advance is held or given up, step by step.';

-- What is paid in advance is known to the cent.
create or replace view span_bound as
select s.host_id, s.item, s.instance_id, s.price_item, s.sku, s.zone, s.charge_type, s.opened_before, s.metered_until,
       s.metered_until is not distinct from s.closed_before and s.closed_before is not null as is_metered,
       case when s.charge_type = 'PREPAID' then 0
            else price.amount * s.quantity / 3600 * (1 + greatest(
                extract(epoch from s.opened_before - s.opened_after),
                coalesce(extract(epoch from s.closed_before - s.closed_after), 0)))
       end as uncertainty
from usage_span s
cross join lateral (
    select max(q.amount) as amount
    from price_period q
    where q.item = s.price_item
      and q.sku = s.sku
      and q.zone = s.zone
      and q.charge_type = s.charge_type
      and q.unit in ('HOUR', 'GIB_HOUR')
      and q.during && tstzrange(s.opened_before, s.closed_before, '[]')
) price;
