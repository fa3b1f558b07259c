-- A platform's request for GPUs; its job id makes a repetition harmless.
create table burst (
    id text primary key check (id ~ '^b-[a-z0-9]{10}$'),
    client text not null,
    job_id text not null check (job_id <> ''),
    lease_id text not null unique references lease,
    gpus integer not null check (gpus > 0),
    asked_at timestamptz not null,
    unique (client, job_id)
);
