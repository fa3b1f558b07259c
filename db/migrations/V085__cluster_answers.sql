-- When the API server of the cluster was seen to answer: one row for each stretch without a gap. The deadlines of hosts
-- that are to join count this time only.
create table cluster_answer (
    since timestamptz primary key,
    until timestamptz not null,
    check (until >= since)
);
