-- Hosts that somebody wants to have taken over: looked at first, and then taken over all together or not at all.
create table adoption (
    id text primary key check (id ~ '^d-[a-z0-9]{10}$'),
    state text not null check (state in ('EXAMINING', 'CLEAR', 'REFUSED', 'ADOPTING', 'ADOPTED')),
    state_since timestamptz not null,
    dry_run boolean not null,
    applicant text not null check (applicant <> ''),
    actor text not null check (actor <> ''),
    requested_at timestamptz not null,
    version bigint not null default 0,
    check (not dry_run or state in ('EXAMINING', 'CLEAR', 'REFUSED'))
);

create index adoption_by_request on adoption (requested_at desc, id desc);

create table adoption_host (
    adoption_id text not null references adoption,
    ordinal integer not null check (ordinal >= 0),
    instance_id text not null check (instance_id <> ''),
    -- What was asked for it.
    wish jsonb not null,
    -- Why it cannot be taken over; empty where nothing was found.
    findings jsonb not null default '[]',
    host_id text unique references host,
    primary key (adoption_id, ordinal),
    unique (adoption_id, instance_id)
);
