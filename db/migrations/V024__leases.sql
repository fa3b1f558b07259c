create table lease (
    id text primary key check (id ~ '^l-[a-z0-9]{10}$'),
    team_id text not null references team,
    project_id text not null,
    applicant text not null check (applicant <> ''),
    on_behalf_of text,
    owner text not null check (owner <> ''),
    purpose text not null check (purpose <> ''),
    workload text not null check (workload in ('TRAINING', 'SERVING')),
    host_class_id text not null references host_class,
    hosts integer not null check (hosts between 1 and 1000),
    min_hosts integer not null,
    zone text references zone,
    charge_type text not null check (charge_type in ('POSTPAID', 'PREPAID', 'SPOT')),
    starts_at timestamptz not null,
    -- Either a period, counted from first ACTIVE, or an end.
    term text,
    asked_end_at timestamptz,
    longest_wait_seconds bigint not null check (longest_wait_seconds > 0),
    grace_seconds bigint not null check (grace_seconds >= 0),
    money_cap numeric(20, 8) check (money_cap > 0),
    hourly_price numeric(20, 8) not null check (hourly_price > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    state text not null check (state in ('REQUESTED', 'APPROVED', 'PROVISIONING', 'ACTIVE', 'RELEASING', 'RELEASED',
        'REJECTED', 'CANCELLED', 'LAPSED', 'FAILED')),
    state_since timestamptz not null,
    requested_at timestamptz not null,
    decide_by timestamptz not null,
    -- Until ACTIVE the latest possible end; afterwards the end.
    end_at timestamptz,
    activated_at timestamptz,
    cordoned_at timestamptz,
    waiting_for text,
    ending text check (ending in ('EXPIRED', 'RELEASED', 'CANCELLED', 'GAVE_UP', 'FORCED')),
    ending_reason text,
    version bigint not null default 0,
    foreign key (team_id, project_id) references project (team_id, id),
    check (min_hosts between 1 and hosts),
    check ((term is null) <> (asked_end_at is null)),
    check (asked_end_at > starts_at),
    check (state not in ('APPROVED', 'PROVISIONING', 'ACTIVE', 'RELEASING') or end_at is not null),
    check (state <> 'ACTIVE' or activated_at is not null),
    check (state not in ('RELEASING', 'RELEASED', 'FAILED') or ending is not null)
);

create index lease_by_team on lease (team_id, requested_at desc, id desc);
create index lease_by_request on lease (requested_at desc, id desc);
create index lease_open on lease (state) where state in ('REQUESTED', 'APPROVED', 'PROVISIONING', 'ACTIVE', 'RELEASING');

-- One sequence for everything a lease's readers see, so that its events have one order.
create sequence event_seq;

create table lease_event (
    seq bigint primary key default nextval('event_seq'),
    lease_id text not null references lease,
    at timestamptz not null,
    event text not null,
    from_state text,
    to_state text,
    actor text not null,
    reason text,
    policy text,
    detail jsonb not null default '{}'
);

create index lease_event_by_lease on lease_event (lease_id, seq);
