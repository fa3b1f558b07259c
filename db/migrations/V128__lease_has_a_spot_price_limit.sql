-- The most that one spot host with its disks may cost in an hour; what pay-as-you-go costs where nobody says.
alter table lease
    add column spot_price_limit numeric(20, 8) check (spot_price_limit > 0),
    add check (spot_price_limit is null or charge_type = 'SPOT');
