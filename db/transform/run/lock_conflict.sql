-- grain: one row per live lock of another process that conflicts with these days or resources, the oldest first.
-- reads: run.live_lock
-- writes: nothing
SELECT what, run_id, since, holder
FROM run.live_lock
WHERE id <> :id
  AND (days && :days::datemultirange OR resources && :resources::text[])
ORDER BY id;
