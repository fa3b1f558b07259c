-- A price is added to, never changed: what was charged by it can be worked out again.
revoke update, delete, truncate on price from "${serviceRole}";

-- The newest price before an instant is one step in this order.
create index price_latest on price (item, sku, zone, charge_type, active_from desc, known_from desc);

alter table stock_memory
    add check (charge_type in ('POSTPAID', 'PREPAID', 'SPOT')),
    add check (code <> ''),
    add check (try_again_at > refused_at);
