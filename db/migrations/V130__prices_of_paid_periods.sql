-- What is paid in advance has a price for each period that the cloud sells, because a longer one is cheaper by the day.
-- The unit of such a price is its period: P3W or P1M of a host, GIB_P3W or GIB_P1M of a GiB of disk.
alter table price disable trigger user;
update price set unit = case unit when 'MONTH' then 'P1M' else 'GIB_P1M' end where unit in ('MONTH', 'GIB_MONTH');
alter table price enable trigger user;

alter table price
    drop constraint price_unit_check,
    drop constraint price_check,
    drop constraint price_check1,
    drop constraint price_item_sku_zone_charge_type_active_from_known_from_key;

alter table price
    add constraint price_unit_check check (unit ~ '^(GIB_)?(HOUR|P[1-9][0-9]?[WM])$'),
    add constraint price_check check ((item = 'DISK') = (unit like 'GIB\_%')),
    add constraint price_check1 check ((charge_type = 'PREPAID') = (unit !~ 'HOUR$')),
    add unique (item, sku, zone, charge_type, unit, active_from, known_from);

create or replace view price_period as
select item, sku, zone, charge_type, unit, amount, currency,
       tstzrange(active_from, lead(active_from) over (
           partition by item, sku, zone, charge_type, unit
           order by active_from
       ), '[)') as during
from (
    select distinct on (item, sku, zone, charge_type, unit, active_from)
        item, sku, zone, charge_type, unit, amount, currency, active_from
    from price
    order by item, sku, zone, charge_type, unit, active_from, known_from desc
) as known;
