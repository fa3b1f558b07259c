-- A month of charges is a partition: old months can be detached, and no index outgrows memory. The months are those of
-- UTC, because an hour of the ledger is one of UTC.
create temporary table charge_before on commit drop as table charge;

drop view cost_line;
drop table charge;

create table charge (
    host_id text not null references host,
    item text not null,
    hour timestamptz not null check (hour = date_trunc('hour', hour, 'UTC')),
    lease_id text not null references lease,
    -- What the money was for: USE, or a class of waste.
    spent_on text not null check (spent_on in ('BOOTING', 'PREPARING', 'GANG_WAIT', 'USE', 'GRACE', 'RELEASING', 'STUCK',
        'HELD')),
    seconds numeric(10, 6) not null check (seconds > 0 and seconds <= 3600),
    amount numeric(20, 8) not null check (amount >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (host_id, item, hour, lease_id, spent_on),
    foreign key (host_id, item) references usage_span (host_id, item)
) partition by range (hour);

comment on table charge is
    'What each item of a host cost in an hour; derived from spans, assignments, phases and prices, and derivable again.';

create index charge_by_lease on charge (lease_id, hour);
create index charge_by_hour on charge (hour);

-- Makes the partitions from one instant's month to another's; those that are there stay. It acts as the role that owns
-- the schema, so that the service, which may not change the schema, can have months made ahead of their charges.
create function make_charge_months(from_at timestamptz, to_at timestamptz) returns integer
language plpgsql
security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    month timestamptz := date_trunc('month', from_at);
    name text;
    made integer := 0;
begin
    if to_at > from_at + interval '10 years' then
        raise exception 'over ten years of partitions are a mistake: % to %', from_at, to_at;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('make_charge_months', 0));
    while month <= to_at loop
        name := 'charge_' || to_char(month, 'YYYY_MM');
        if to_regclass(name) is null then
            -- Attached, not created as a part: that does not lock readers and writers of the other months out.
            execute format('create table %I (like charge including defaults including constraints)', name);
            execute format('alter table charge attach partition %I for values from (%L) to (%L)',
                name, month, month + interval '1 month');
            made := made + 1;
        end if;
        month := month + interval '1 month';
    end loop;
    return made;
end
$$;

revoke execute on function make_charge_months(timestamptz, timestamptz) from public;
grant execute on function make_charge_months(timestamptz, timestamptz) to "${serviceRole}";

do $$
begin
    perform make_charge_months(
        least((select min(hour) from charge_before), timestamptz '2026-01-01Z'),
        greatest(now() + interval '3 months', timestamptz '2027-12-01Z'));
end
$$;

insert into charge (host_id, item, hour, lease_id, spent_on, seconds, amount, currency)
select host_id, item, hour, lease_id, spent_on, seconds, amount, currency
from charge_before;

-- What readers read.
create view cost_line as
select c.host_id, c.item, c.hour, c.lease_id, c.spent_on, c.seconds, c.amount, c.currency,
       l.team_id, l.project_id, l.host_class_id, l.workload, s.instance_id, s.zone, s.charge_type
from charge c
join lease l on l.id = c.lease_id
join usage_span s on s.host_id = c.host_id and s.item = c.item;
