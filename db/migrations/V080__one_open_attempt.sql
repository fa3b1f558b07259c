-- While it is not known what an attempt bought, its launch has no other.
create unique index launch_attempt_open on launch_attempt (launch_id) where settled_at is null;
