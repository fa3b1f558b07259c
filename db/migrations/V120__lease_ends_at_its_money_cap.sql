-- A cap ends the lease while its grace can still be paid, after two warnings; the higher one that was given is kept, so
-- that each is given once.
alter table lease add column cap_warned_percent integer not null default 0 check (cap_warned_percent between 0 and 100);

alter table lease drop constraint lease_ending_check;
alter table lease add constraint lease_ending_check
    check (ending in ('EXPIRED', 'RELEASED', 'CANCELLED', 'GAVE_UP', 'CAPPED', 'FORCED'));
