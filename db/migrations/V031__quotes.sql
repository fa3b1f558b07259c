-- Answers given before anybody applied. Ask and answer are kept as they were, so that a decision can say which quote it
-- saw and whether it still holds.
create table quote (
    id text primary key check (id ~ '^q-[a-z0-9]{10}$'),
    team_id text not null references team,
    asked_by text not null check (asked_by <> ''),
    asked_at timestamptz not null,
    valid_until timestamptz not null,
    ask jsonb not null check (jsonb_typeof(ask) = 'object'),
    -- Of one host with its disks; null where no price was known.
    hourly_price numeric(20, 8) check (hourly_price > 0),
    currency text check (currency ~ '^[A-Z]{3}$'),
    feasible boolean not null,
    answer jsonb not null check (jsonb_typeof(answer) = 'object'),
    check (valid_until > asked_at),
    check ((hourly_price is null) = (currency is null)),
    check (hourly_price is not null or not feasible)
);

create index quote_by_team on quote (team_id, asked_at desc);

revoke update on quote from "${serviceRole}";
