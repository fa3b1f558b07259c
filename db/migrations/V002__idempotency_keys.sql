create table idempotency_key (
  principal text not null,
  method text not null,
  path text not null,
  key text not null check (length(key) between 1 and 128),
  request_hash bytea not null check (length(request_hash) = 32),
  -- Written in the transaction of the effect, so that no other transaction ever sees them empty.
  status smallint check (status between 200 and 399),
  headers jsonb,
  body bytea,
  created_at timestamptz not null default clock_timestamp(),
  primary key (principal, method, path, key)
);

comment on table idempotency_key is 'Answers already given, so that a repeated request gets the same one.';

create index idempotency_key_by_age on idempotency_key (created_at);
