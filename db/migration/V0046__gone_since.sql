-- When a process was taken for gone, where is_gone: connections that it opened later are those of what it is since, and stay.
-- NULL where a version before this one took it for gone.
ALTER TABLE workers.worker ADD COLUMN gone_since timestamptz;
