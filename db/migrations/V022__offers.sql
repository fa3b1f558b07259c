create table zone (
    id text primary key,
    region text not null,
    v_switch_id text not null unique,
    pod_v_switch_id text not null unique,
    enabled boolean not null default true
);

-- Append-only. A price holds from active_from until a later one does; known_from says when we learnt of it.
create table price (
    id bigint generated always as identity primary key,
    item text not null check (item in ('HOST', 'DISK')),
    -- Instance type for hosts; category and performance level ("cloud_essd PL1") for disks.
    sku text not null,
    zone text not null references zone,
    charge_type text not null check (charge_type in ('POSTPAID', 'PREPAID', 'SPOT')),
    -- HOUR for hosts, GIB_HOUR for disks, MONTH for pre-paid hosts, GIB_MONTH for pre-paid disks.
    unit text not null check (unit in ('HOUR', 'GIB_HOUR', 'MONTH', 'GIB_MONTH')),
    amount numeric(20, 8) not null check (amount > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    source text not null check (source <> ''),
    active_from timestamptz not null,
    known_from timestamptz not null default clock_timestamp(),
    check ((item = 'HOST') = (unit in ('HOUR', 'MONTH'))),
    check ((charge_type = 'PREPAID') = (unit in ('MONTH', 'GIB_MONTH'))),
    unique (item, sku, zone, charge_type, active_from, known_from)
);

create table stock_memory (
    instance_type text not null,
    zone text not null references zone,
    charge_type text not null,
    refused_at timestamptz not null,
    code text not null,
    refusals integer not null default 1 check (refusals > 0),
    try_again_at timestamptz not null,
    primary key (instance_type, zone, charge_type)
);
