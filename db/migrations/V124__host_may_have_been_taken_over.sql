-- A host that was bought and joined past this service, and became a lease's without a purchase. Its launch has one
-- attempt, which was never sent and had no bootstrap token.
alter table host add column adopted boolean not null default false;

alter table launch_attempt alter column token_id drop not null;
