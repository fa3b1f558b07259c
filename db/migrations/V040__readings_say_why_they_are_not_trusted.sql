-- A complete reading may still be one whose misses do not count; people see why.
alter table observation_pass add column distrust text;

create index observation_pass_complete on observation_pass (begun_at) where complete;
create index launch_attempt_by_v_switch on launch_attempt ((request ->> 'vSwitchId'));
