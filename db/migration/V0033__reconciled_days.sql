-- One row a day that was reconciled: its results know of all changes of transactions below seen_xid. A run that ended before its
-- reports leaves it, and the next one goes on from there.
CREATE TABLE run.reconciled_day (
    business_day  date   PRIMARY KEY,
    run_id        bigint NOT NULL,
    seen_xid      xid8   NOT NULL,
    rules         text   NOT NULL
);
INSERT INTO run.reconciled_day (business_day, run_id, seen_xid, rules)
SELECT business_day, run_id, seen_xid, rules FROM run.day WHERE rules IS NOT NULL;

ALTER TABLE run.run_day
    ADD COLUMN reconciled boolean NOT NULL DEFAULT false; -- its results stand: made by this run, or nothing has touched it since

-- How the last run over a day ended, apart from those that are at work.
CREATE VIEW run.last_run AS
SELECT DISTINCT ON (business_day) business_day, run_id, status
FROM (SELECT day::date AS business_day, run_id
      FROM run.run
      CROSS JOIN generate_series(from_day, to_day, interval '1 day') AS day
      UNION
      SELECT business_day, run_id FROM run.run_day) AS of_day
JOIN batch.batch_job_execution ON job_execution_id = run_id
WHERE run_id NOT IN (SELECT run_id FROM run.live_lock WHERE run_id IS NOT NULL)
ORDER BY business_day, run_id DESC;
