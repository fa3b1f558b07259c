-- How far an item's charges may be from the bill. They count from the later bound of the beginning to the later bound of
-- the end: what was open at the beginning makes them smaller, what was open at the end greater, so that the two never
-- add up. The bill counts whole seconds. Null where no price is known.
create view span_bound as
select s.host_id, s.item, s.instance_id, s.price_item, s.sku, s.zone, s.charge_type, s.opened_before, s.metered_until,
       s.metered_until is not distinct from s.closed_before and s.closed_before is not null as is_metered,
       price.amount * s.quantity / 3600 * (1 + greatest(
           extract(epoch from s.opened_before - s.opened_after),
           coalesce(extract(epoch from s.closed_before - s.closed_after), 0))) as uncertainty
from usage_span s
cross join lateral (
    select max(q.amount) as amount
    from price_period q
    where q.item = s.price_item
      and q.sku = s.sku
      and q.zone = s.zone
      and q.charge_type = s.charge_type
      and q.unit in ('HOUR', 'GIB_HOUR')
      and q.during && tstzrange(s.opened_before, s.closed_before, '[]')
) price;
