-- Such as "FRIDAY/SATURDAY 18:00-23:30, SUNDAY 09:00-12:00", by the calendar of the billing zone; empty for none.
alter table lease add column protected_windows text not null default ''
    check (protected_windows = '' or workload = 'SERVING');
