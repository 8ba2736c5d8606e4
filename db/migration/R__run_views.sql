CREATE OR REPLACE VIEW run.live_lock AS
SELECT c.*
FROM run.lock c
JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND l.classid = 1448301388 -- the class of the advisory locks of run.lock
               AND l.objid = c.id::oid AND l.objsubid = 2;
COMMENT ON VIEW run.live_lock IS 'One row per lock whose holder lives.';

CREATE OR REPLACE VIEW run.last_run AS
SELECT DISTINCT ON (business_day) business_day, run_id, status
FROM (SELECT day::date AS business_day, run_id
      FROM run.run
      CROSS JOIN generate_series(from_day, to_day, interval '1 day') AS day
      UNION
      SELECT business_day, run_id FROM run.run_day) AS of_day
JOIN batch.batch_job_execution ON job_execution_id = run_id
WHERE run_id NOT IN (SELECT run_id FROM run.live_lock WHERE run_id IS NOT NULL)
ORDER BY business_day, run_id DESC;
COMMENT ON VIEW run.last_run IS 'One row per day: how the last run over it ended, apart from runs that are at work.';

CREATE OR REPLACE VIEW run.touched_day AS
SELECT business_day, max(xid) AS xid
FROM (SELECT business_day, xid FROM parse.touched_day
      UNION ALL
      SELECT business_day, xid FROM expected.touched_day
      UNION ALL
      SELECT business_day, xid FROM recon.touched_day) AS all_sides
GROUP BY business_day;
COMMENT ON VIEW run.touched_day IS 'One row per day that anything ever touched, and the newest transaction that did.';

CREATE OR REPLACE VIEW run.stale_day AS
SELECT t.business_day
FROM run.touched_day t
LEFT JOIN run.day d ON d.business_day = t.business_day
                        AND d.seen_xid <= pg_snapshot_xmax(pg_current_snapshot())
WHERE d.business_day IS NULL OR t.xid >= d.seen_xid;
COMMENT ON VIEW run.stale_day IS
    'One row per day that something touched after it was last completed. What was seen in another database cluster, which '
    'counts its transactions differently, counts as not seen.';
