-- By how much, and up to when, a lease is renewed without anybody asking; granted with the lease.
alter table lease
    add column auto_renew_term text,
    add column auto_renew_until timestamptz,
    add check ((auto_renew_term is null) = (auto_renew_until is null));

-- Asked for by the lease itself, and so decided by policy where it can be.
alter table renewal add column automatic boolean not null default false;
