-- What the cloud said of its stock and of free addresses when it was last asked. Only hints: a purchase may still be
-- refused, and a row says how old it is.
create table stock_hint (
    instance_type text not null,
    zone text not null references zone,
    charge_type text not null check (charge_type in ('POSTPAID', 'PREPAID', 'SPOT')),
    in_stock boolean not null,
    seen_at timestamptz not null,
    primary key (instance_type, zone, charge_type)
);

create table address_hint (
    v_switch_id text primary key,
    free_addresses bigint not null check (free_addresses >= 0),
    seen_at timestamptz not null
);
