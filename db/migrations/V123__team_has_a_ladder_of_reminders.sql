-- How long before a lease's end its owner hears of it, in minutes: a week, three days, a day, two hours.
alter table team add column reminder_minutes integer[] not null default '{10080, 4320, 1440, 120}'
    check (0 < all (reminder_minutes) and array_position(reminder_minutes, null) is null);

-- The last rung of the ladder that was told for the end the lease has, or the time there was when it got that end: no
-- rung as long as that is told.
alter table lease add column reminded_seconds bigint check (reminded_seconds > 0);
