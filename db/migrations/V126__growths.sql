-- More hosts for a lease that is there: applied for, decided, and in force once every one of them is READY.
create table growth (
    id text primary key check (id ~ '^g-[a-z0-9]{10}$'),
    lease_id text not null references lease,
    hosts integer not null check (hosts between 1 and 999),
    applicant text not null check (applicant <> ''),
    reason text not null check (reason <> ''),
    cost numeric(20, 8) not null check (cost >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    state text not null check (state in ('REQUESTED', 'APPROVED', 'REJECTED', 'LAPSED', 'IN_FORCE', 'CUT')),
    state_since timestamptz not null,
    requested_at timestamptz not null,
    decide_by timestamptz not null,
    decided_by text,
    decision_reason text,
    policy text,
    version bigint not null default 0
);

create unique index growth_one_undecided on growth (lease_id) where state in ('REQUESTED', 'APPROVED');
create index growth_by_lease on growth (lease_id, requested_at desc);

-- Which hosts were planned for it, so that they are told from those that replace others.
create table growth_host (
    host_id text primary key references host,
    growth_id text not null references growth
);

create index growth_host_by_growth on growth_host (growth_id);
