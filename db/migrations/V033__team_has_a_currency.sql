-- A limit in money is an amount of a currency.
alter table team add column currency text not null default 'CNY' check (currency ~ '^[A-Z]{3}$');
