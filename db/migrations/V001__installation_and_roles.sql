-- Two roles: the one that runs this owns the schema; the service role may use it and read and write rows, no more.
-- An existing service role is taken as it is. A role made here has no password: how it proves itself is the server's
-- business (pg_hba.conf, or "alter role ... password" by an administrator).
do $$
begin
  if not exists (select from pg_roles where rolname = '${serviceRole}') then
    execute format('create role %I login', '${serviceRole}');
  end if;
end
$$;

revoke create on schema public from public;
grant usage on schema public to "${serviceRole}";
alter default privileges in schema public
  grant select, insert, update, delete on tables to "${serviceRole}";
alter default privileges in schema public
  grant usage, select on sequences to "${serviceRole}";

-- The service tells by it whether the schema is the one it was built for.
grant select on "${flyway:table}" to "${serviceRole}";

create table installation (
  only_row boolean primary key default true check (only_row),
  installation_id text not null check (installation_id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  created_at timestamptz not null default clock_timestamp(),
  epoch bigint not null default 1 check (epoch > 0)
);

comment on table installation is 'Which installation this database is; the id is part of every tag outside.';

insert into installation (installation_id) values ('${installationId}');

-- The id never changes; the epoch rises by an operator's adoption after a restore.
revoke insert, update, delete on installation from "${serviceRole}";
grant update (epoch) on installation to "${serviceRole}";
