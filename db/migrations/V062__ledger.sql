-- What costs money, from when to when. The cloud states no exact times: each end lies between two bounds, the ledger
-- counts from the later bound of the beginning to the later bound of the end, and the bounds stay on the span.
create table usage_span (
    host_id text not null references host,
    -- HOST, SYSTEM_DISK, DATA_DISK_1 and so on.
    item text not null,
    instance_id text not null,
    -- How the price book names it, and how many of its units.
    price_item text not null check (price_item in ('HOST', 'DISK')),
    sku text not null,
    zone text not null references zone,
    charge_type text not null,
    quantity numeric(12, 3) not null check (quantity > 0),
    opened_after timestamptz not null,
    opened_before timestamptz not null,
    closed_after timestamptz,
    closed_before timestamptz,
    -- Charges are complete up to here.
    metered_until timestamptz,
    primary key (host_id, item),
    check (opened_after <= opened_before),
    check ((closed_after is null) = (closed_before is null)),
    check (closed_after <= closed_before),
    check (closed_before is null or closed_before >= opened_before)
);

create index usage_span_unmetered on usage_span (host_id)
where closed_before is null or metered_until is distinct from closed_before;

-- Derived from spans, assignments, phases and prices: metering an hour again gives the same row.
create table charge (
    host_id text not null references host,
    item text not null,
    hour timestamptz not null,
    lease_id text not null references lease,
    -- What the money was for: USE, or a class of waste.
    spent_on text not null check (spent_on in ('BOOTING', 'GANG_WAIT', 'USE', 'GRACE', 'RELEASING', 'HELD')),
    seconds numeric(10, 6) not null check (seconds > 0 and seconds <= 3600),
    amount numeric(20, 8) not null check (amount >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (host_id, item, hour, lease_id, spent_on),
    foreign key (host_id, item) references usage_span (host_id, item),
    check (hour = date_trunc('hour', hour, 'UTC'))
);

create index charge_by_lease on charge (lease_id, hour);
create index charge_by_hour on charge (hour);

-- What readers read.
create view cost_line as
select c.host_id, c.item, c.hour, c.lease_id, c.spent_on, c.seconds, c.amount, c.currency,
       l.team_id, l.project_id, l.host_class_id, l.workload, s.instance_id, s.zone, s.charge_type
from charge c
join lease l on l.id = c.lease_id
join usage_span s on s.host_id = c.host_id and s.item = c.item;
