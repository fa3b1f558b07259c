-- Every offer that was looked at or tried for a lease, and why it was not taken; a finding that repeats is one row.
create table placement_attempt (
    id bigint generated always as identity primary key,
    lease_id text not null references lease,
    instance_type text not null,
    zone text not null,
    charge_type text not null,
    hourly_price numeric(20, 8),
    currency text,
    launch_id text references launch,
    -- TAKEN: bought under the launch; REFUSED: the cloud refused the launch; PASSED: not tried.
    outcome text not null check (outcome in ('TRIED', 'TAKEN', 'REFUSED', 'PASSED')),
    family text,
    reason text not null check (reason <> ''),
    detail text not null,
    until timestamptz,
    first_at timestamptz not null,
    last_at timestamptz not null,
    times integer not null default 1 check (times > 0),
    check ((launch_id is null) = (outcome = 'PASSED'))
);

create index placement_attempt_by_lease on placement_attempt (lease_id, instance_type, zone, charge_type, id desc);
create unique index placement_attempt_by_launch on placement_attempt (launch_id) where launch_id is not null;

-- Which host was planned in the place of one that was lost or broke.
create table replacement (
    host_id text primary key references host,
    lease_id text not null references lease,
    replaced_by text not null unique references host,
    planned_at timestamptz not null
);

create index replacement_by_lease on replacement (lease_id, planned_at);
