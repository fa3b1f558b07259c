-- A lease that somebody pays for to keep a host, for study: nothing is bought for it, ever.
alter table lease add column kept boolean not null default false;
