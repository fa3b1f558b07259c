-- The request as it came in: the same job may not ask for something else. Of bursts that are older, what is known.
alter table burst add column request jsonb check (jsonb_typeof(request) = 'object');

update burst b
set request = jsonb_build_object('jobId', b.job_id, 'team', l.team_id, 'project', l.project_id, 'gpus', b.gpus)
from lease l
where l.id = b.lease_id;

alter table burst alter column request set not null;
