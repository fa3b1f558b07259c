-- Another period for a host that is paid in advance. The end that the cloud showed before stands with the order, and a
-- later one that it shows is the only proof that it was executed.
create table prepaid_renewal (
    id bigint generated always as identity primary key,
    host_id text not null references host,
    period text not null check (period ~ '^P[1-9][0-9]?[WM]$'),
    paid_until timestamptz not null,
    seen_until timestamptz not null,
    ordered_at timestamptz not null,
    first_sent_at timestamptz,
    last_sent_at timestamptz,
    -- DONE: the cloud showed a later end; DROPPED: it was refused, or nothing came of it.
    settled_as text check (settled_as in ('DONE', 'DROPPED')),
    settled_at timestamptz,
    code text,
    check ((first_sent_at is null) = (last_sent_at is null)),
    check ((settled_as is null) = (settled_at is null))
);

comment on table prepaid_renewal is 'Orders for another paid period of a host, each on record before it is sent.';

-- One that is not settled keeps every other from being given.
create unique index prepaid_renewal_open on prepaid_renewal (host_id) where settled_as is null;
-- Of such a host it is not known yet until when it is paid for: it is not given up before that.
create view prepaid_order as
select host_id
from prepaid_renewal
where settled_as is null;

create index prepaid_renewal_by_host on prepaid_renewal (host_id, id);
