create extension if not exists btree_gist;

create table launch (
    id text primary key check (id ~ '^a-[a-z0-9]{16}$'),
    lease_id text not null references lease,
    state text not null check (state in ('INTENDED', 'SENT', 'KNOWN', 'REFUSED', 'UNKNOWN')),
    state_since timestamptz not null,
    instance_type text not null,
    zone text not null references zone,
    charge_type text not null,
    hourly_price numeric(20, 8) not null check (hourly_price > 0),
    currency text not null,
    gpus integer not null check (gpus > 0),
    amount integer not null check (amount between 1 and 100),
    min_amount integer not null,
    attempt integer not null default 0 check (attempt >= 0),
    created_at timestamptz not null,
    bought integer,
    refusal_code text,
    refusal_message text,
    version bigint not null default 0,
    check (min_amount between 1 and amount)
);

create index launch_by_lease on launch (lease_id, created_at);
create index launch_open on launch (state) where state in ('INTENDED', 'SENT', 'UNKNOWN');

-- The whole request as sent, so that a repeat is byte-identical. Secrets are encrypted and wiped on settlement.
create table launch_attempt (
    launch_id text not null references launch,
    attempt integer not null check (attempt > 0),
    client_token text not null unique check (length(client_token) <= 64),
    request jsonb not null,
    secret bytea,
    token_id text not null unique,
    auto_release_at timestamptz,
    frozen_at timestamptz not null,
    settled_at timestamptz,
    settled_as text check (settled_as in ('BOUGHT', 'REFUSED', 'ADOPTED', 'NOTHING')),
    primary key (launch_id, attempt),
    check ((settled_at is null) = (settled_as is null)),
    check (settled_at is null or secret is null)
);

create table launch_send (
    id bigint generated always as identity primary key,
    launch_id text not null,
    attempt integer not null,
    sent_at timestamptz not null,
    answered_at timestamptz,
    answer text check (answer in ('BOUGHT', 'REFUSED', 'UNSETTLED')),
    code text,
    message text,
    request_id text,
    foreign key (launch_id, attempt) references launch_attempt
);

create index launch_send_by_attempt on launch_send (launch_id, attempt);

-- Complete readings by the attempt's tag, which settle what no reply settled.
create table launch_reading (
    id bigint generated always as identity primary key,
    launch_id text not null,
    attempt integer not null,
    begun_at timestamptz not null,
    instance_ids text[] not null,
    foreign key (launch_id, attempt) references launch_attempt
);

create table host (
    id text primary key check (id ~ '^h-[a-z0-9]{10}$'),
    state text not null check (state in ('PLANNED', 'LAUNCHING', 'BOOTING', 'JOINING', 'PREPARING', 'READY', 'DRAINING',
        'DELETING', 'GONE', 'HELD')),
    state_since timestamptz not null,
    launch_id text references launch,
    attempt integer,
    instance_id text unique,
    instance_type text,
    zone text references zone,
    charge_type text,
    hourly_price numeric(20, 8),
    currency text,
    gpus integer,
    private_ip text,
    node_name text unique,
    node_uid text,
    leaving text check (leaving in ('RELEASED', 'LOST', 'BROKEN', 'REPLACED', 'SHORT')),
    leaving_reason text,
    stuck_code text,
    created_at timestamptz not null,
    -- The purchase happened between these: the reply's Date and the cloud's minute of creation.
    bought_after timestamptz,
    bought_before timestamptz,
    -- The end lies between the last sight and the first miss.
    gone_after timestamptz,
    gone_before timestamptz,
    wanted_release_at timestamptz,
    seen_release_at timestamptz,
    seen_status text,
    seen_lock text,
    seen_at timestamptz,
    seen_pass bigint,
    first_missed_at timestamptz,
    missed_passes integer not null default 0,
    version bigint not null default 0,
    check (state in ('PLANNED', 'LAUNCHING') or instance_id is not null or state = 'GONE'),
    check (state not in ('DRAINING', 'DELETING') or leaving is not null),
    check (state <> 'GONE' or instance_id is null or gone_before is not null),
    check (instance_id is null or (bought_before is not null and bought_after is not null)),
    check (bought_after <= bought_before),
    check (gone_after <= gone_before)
);

create index host_by_launch on host (launch_id);
create index host_alive on host (state) where state <> 'GONE';

-- Which lease a host serves, as time ranges: no two at once.
create table host_assignment (
    host_id text not null references host,
    lease_id text not null references lease,
    during tstzrange not null check (not isempty(during)),
    exclude using gist (host_id with =, during with &&)
);

create index host_assignment_by_lease on host_assignment (lease_id);
create unique index host_assignment_open on host_assignment (host_id) where upper_inf(during);

create table host_event (
    seq bigint primary key default nextval('event_seq'),
    host_id text not null references host,
    lease_id text references lease,
    at timestamptz not null,
    event text not null,
    from_state text,
    to_state text,
    reason text,
    detail jsonb not null default '{}'
);

create index host_event_by_lease on host_event (lease_id, seq);
create index host_event_by_host on host_event (host_id, seq);

create table launch_event (
    seq bigint primary key default nextval('event_seq'),
    launch_id text not null references launch,
    lease_id text not null references lease,
    at timestamptz not null,
    event text not null,
    from_state text,
    to_state text,
    reason text,
    detail jsonb not null default '{}'
);

create index launch_event_by_lease on launch_event (lease_id, seq);

create sequence observation_pass_seq;

create table observation_pass (
    no bigint primary key,
    begun_at timestamptz not null,
    finished_at timestamptz,
    complete boolean not null default false,
    instances integer,
    failure text
);

-- What an operator stopped: scope ALL, TEAM/<id> or CLASS/<id>.
create table purchase_pause (
    scope text primary key check (scope = 'ALL' or scope ~ '^(TEAM|CLASS)/.+$'),
    reason text not null check (reason <> ''),
    actor text not null,
    since timestamptz not null
);
