-- A wake is a row, not a counter on the errand: whoever wakes holds locks of its own, and must never wait
-- for a run that settles, nor a run for it. A claim takes the rows it sees with it; one that is left when
-- the run ends asks for another run.
create table errand_wake (
  id        bigint      generated always as identity primary key,
  name      text        not null,
  thing     text        not null,
  asked_at  timestamptz not null default now(),
  foreign key (name, thing) references errand (name, thing) on delete cascade
);

create index errand_wake_errand on errand_wake (name, thing);

grant select, insert, delete on errand_wake to "${serviceRole}";
