-- Everything that changes something outside rests while one of these is open: the cloud shows what the database knows
-- nothing of, as it does when the database was restored from a backup and the cloud went on.
create table standstill (
    id bigint generated always as identity primary key,
    reason text not null,
    detail text not null,
    since timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    -- What whoever ended it had to say.
    words text,
    check ((ended_at is null) = (ended_by is null)),
    check ((ended_at is null) = (words is null))
);

comment on table standstill is 'When all that changes something outside rested, why, and who ended that.';

create unique index standstill_open on standstill ((true)) where ended_at is null;

-- An operator has seen it: it begins no standstill any more.
alter table stray
    add column accepted_at timestamptz;
