-- month is the first day of a month of the billing zone.
create table team_budget (
    team_id text not null references team,
    month date not null check (extract(day from month) = 1),
    amount numeric(20, 8) not null check (amount >= 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (team_id, month)
);

create table budget_reservation (
    lease_id text not null,
    team_id text not null,
    month date not null,
    reserved numeric(20, 8) not null check (reserved >= 0),
    booked numeric(20, 8) not null default 0 check (booked >= 0),
    primary key (lease_id, month),
    foreign key (team_id, month) references team_budget
);

create index budget_reservation_by_team on budget_reservation (team_id, month);
