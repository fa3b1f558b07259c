-- What a host was doing when, without gaps from its planning on: each event's state lasts until the next event.
create view host_phase as
select host_id, to_state as state,
       tstzrange(at, lead(at) over (partition by host_id order by at, seq), '[)') as during
from host_event
where from_state is distinct from to_state;
