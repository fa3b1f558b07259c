create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null check (actor <> ''),
  verb text not null check (verb <> ''),
  kind text not null check (kind <> ''),
  thing_id text not null check (thing_id <> ''),
  team_id text,
  reason text,
  policy text,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  request_id text
);

comment on table audit_entry is 'Who did what, when and why; added to, never changed.';

create index audit_entry_by_thing on audit_entry (kind, thing_id, id);
create index audit_entry_by_actor on audit_entry (actor, id);
create index audit_entry_by_time on audit_entry (at);

revoke update, delete, truncate on audit_entry from "${serviceRole}";
