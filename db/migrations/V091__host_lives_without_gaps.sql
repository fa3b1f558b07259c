-- Phases and payers cover all of time, so that no second that is paid for falls between two of them. What a host cost
-- before it was known here counts as its first phase; while a deletion is refused the host is stuck.
create or replace view host_phase as
select host_id, case when event = 'stuck' and to_state = 'DELETING' then 'STUCK' else to_state end as state,
       tstzrange(case when lag(at) over life is null then null else at end, lead(at) over life, '[)') as during
from host_event
where from_state is distinct from to_state
   or event in ('stuck', 'unstuck')
window life as (partition by host_id order by at, seq);

-- The first lease pays from the first second, and each until the next one takes over.
create view host_payer as
select host_id, lease_id,
       tstzrange(case when lag(during) over life is null then null else lower(during) end,
                 lower(lead(during) over life), '[)') as during
from host_assignment
window life as (partition by host_id order by lower(during));

-- How many prices of its item the charges were made by: one more means that a price became known too late.
alter table usage_span add column prices_used bigint not null default 0 check (prices_used >= 0);

create index usage_span_by_price on usage_span (price_item, sku, zone, charge_type);
