-- The account and region that the instances of this database are in, kept at the first reading: a reading of any other
-- place would show all of them missing.
create table cloud_home (
    only_row boolean primary key default true check (only_row),
    account text not null,
    region text not null,
    kept_at timestamptz not null
);
