-- The bootstrap token by which the host's client certificate was asked for, kept before the approval leaves: a node
-- without it is nobody's.
alter table host add column certified_by text;
