-- What an operator asked for does not count towards the limit of replacements in an hour.
alter table replacement add column wished boolean not null default false;
