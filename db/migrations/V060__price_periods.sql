-- Which price held when, as it is known now: a later row for the same start corrects an earlier one.
create view price_period as
select item, sku, zone, charge_type, unit, amount, currency,
       tstzrange(active_from, lead(active_from) over (
           partition by item, sku, zone, charge_type
           order by active_from
       ), '[)') as during
from (
    select distinct on (item, sku, zone, charge_type, active_from)
        item, sku, zone, charge_type, unit, amount, currency, active_from
    from price
    order by item, sku, zone, charge_type, active_from, known_from desc
) as known;
