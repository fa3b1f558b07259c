-- Team ids are slugs: they become Kubernetes label values and cloud tags.
create table team (
    id text primary key check (id ~ '^[a-z][a-z0-9-]{1,30}$'),
    name text not null check (name <> ''),
    max_hosts integer not null check (max_hosts > 0),
    max_term_days integer not null check (max_term_days > 0),
    -- Up to this projected cost a platform's burst request is decided at once by policy; null: never.
    standing_burst_limit numeric(20, 8) check (standing_burst_limit >= 0),
    version bigint not null default 0
);

create table team_member (
    team_id text not null references team,
    subject text not null check (subject <> ''),
    is_lead boolean not null default false,
    primary key (team_id, subject)
);

create index team_member_by_subject on team_member (subject);

-- Machine clients and the teams they may act for.
create table team_platform (
    team_id text not null references team,
    client text not null check (client <> ''),
    primary key (team_id, client)
);

create table team_namespace (
    namespace text primary key check (namespace ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    team_id text not null references team
);

create table project (
    team_id text not null references team,
    id text not null check (id ~ '^[a-z][a-z0-9-]{1,30}$'),
    name text not null check (name <> ''),
    primary key (team_id, id)
);
