-- When a process was taken for gone, where is_dead: connections that it opened later are those of what it is since, and stay.
-- NULL where a version before this one took it for gone.
ALTER TABLE worker.worker ADD COLUMN dead_since timestamptz;
