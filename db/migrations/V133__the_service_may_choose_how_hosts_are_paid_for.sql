-- AUTO: of the ways to pay the cheapest is chosen, once, when it is applied for.
alter table lease
    add column auto_charge boolean not null default false;

comment on column lease.auto_charge is 'Whether the service chose the charge type.';

-- What was chosen when it was quoted: an application that names the quote is charged like that.
alter table quote
    add column charge_type text;

update quote set charge_type = coalesce(ask ->> 'chargeType', 'POSTPAID');

alter table quote
    alter column charge_type set not null,
    add check (charge_type in ('POSTPAID', 'PREPAID', 'SPOT'));
