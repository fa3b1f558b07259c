-- What complete readings of the cloud show that nothing here accounts for. It costs, and only a person can tell what it is.
create table stray (
    instance_id text not null,
    kind text not null check (kind in ('UNTAGGED', 'TAGS_LOST', 'UNKNOWN_LAUNCH', 'SHOWN_AGAIN', 'UNGUARDED')),
    instance_type text not null,
    zone text not null,
    charge_type text not null,
    detail text not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null check (last_seen_at >= first_seen_at),
    -- When a complete reading did not show it like that any more.
    settled_at timestamptz check (settled_at >= last_seen_at),
    primary key (instance_id, kind, first_seen_at)
);

comment on table stray is 'Instances of the cloud that nothing here accounts for, and since when.';

create unique index stray_open on stray (instance_id, kind) where settled_at is null;
