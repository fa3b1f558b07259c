-- How many calls of an API may still be sent; all copies of the service take from the same bucket. The library that
-- counts keeps its state as bytes.
create table api_budget (
    -- Such as RunInstances@60: the API and how often it may be called in a minute.
    bucket text primary key,
    state bytea
);

comment on table api_budget is 'Token buckets of the calls to the cloud, one for each API and limit.';
