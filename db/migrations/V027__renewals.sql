create table renewal (
    id text primary key check (id ~ '^r-[a-z0-9]{10}$'),
    lease_id text not null references lease,
    -- The end it extends: granting compares it, so that two grants never add up by accident.
    old_end_at timestamptz not null,
    new_end_at timestamptz not null check (new_end_at > old_end_at),
    applicant text not null,
    reason text not null check (reason <> ''),
    cost numeric(20, 8) not null check (cost >= 0),
    currency text not null,
    state text not null check (state in ('REQUESTED', 'APPROVED', 'REJECTED', 'LAPSED', 'IN_FORCE')),
    state_since timestamptz not null,
    requested_at timestamptz not null,
    decide_by timestamptz not null,
    decided_by text,
    decision_reason text,
    policy text,
    version bigint not null default 0
);

create unique index renewal_one_undecided on renewal (lease_id) where state in ('REQUESTED', 'APPROVED');
create index renewal_by_lease on renewal (lease_id, requested_at desc);
