-- A table has one room. What another room reads of it, it reads here.

-- A lease as those see it who pay for it, meter it or look for its hosts.
create view lease_outline as
select id as lease_id, team_id, project_id, host_class_id, workload, activated_at, currency
from lease;

-- Which lease a host served when.
create view host_tenure as
select host_id, lease_id, during
from host_assignment;

-- From when on there is a price, whatever it is, and since when that is known.
create view price_start as
select item, sku, zone, charge_type, active_from, known_from
from price;
