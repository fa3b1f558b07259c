-- One durable errand: what is to be done next for one thing, and who has it in hand.
-- The fence rises with every claim: a run that lost its claim, alive or not, can write nothing.
create table errand (
  name          text        not null check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  thing         text        not null check (thing <> ''),
  state         text        not null check (state in ('OPEN', 'DONE', 'GIVEN_UP')),
  fence         bigint      not null default 0 check (fence >= 0),
  failures      integer     not null default 0 check (failures >= 0),
  last_outcome  text        check (last_outcome in ('NEXT', 'WAIT', 'DONE', 'GIVE_UP', 'FAILED', 'OVERRUN', 'STOPPED')),
  last_reason   text,
  due_at        timestamptz not null,
  claimed_at    timestamptz,
  claimed_by    text,
  created_at    timestamptz not null default now(),
  primary key (name, thing),
  constraint errand_claim_is_whole check ((claimed_at is null) = (claimed_by is null)),
  constraint errand_closed_is_unclaimed check (state = 'OPEN' or claimed_at is null)
);

create index errand_unfinished on errand (name, state, due_at) where state <> 'DONE';
create index errand_finished on errand (due_at) where state = 'DONE';
create index errand_claimed on errand (claimed_at) where claimed_at is not null;

grant select, insert, update, delete on errand to "${serviceRole}";
