-- Everything that happened to a lease, its launches and its hosts, in one order.
create view lease_timeline as
select seq, lease_id, at, 'LEASE' as kind, lease_id as thing_id, event, from_state, to_state, actor, reason, policy, detail
from lease_event
union all
select seq, lease_id, at, 'LAUNCH', launch_id, event, from_state, to_state, 'burstlease', reason, null, detail
from launch_event
union all
select seq, lease_id, at, 'HOST', host_id, event, from_state, to_state, 'burstlease', reason, null, detail
from host_event
where lease_id is not null;
