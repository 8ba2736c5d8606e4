-- grain: one row per run of this job, the newest first: for which days and what, as its parameters tell, and how it stands.
-- reads: batch.batch_job_execution, batch.batch_job_execution_params, batch.batch_job_instance, run.live_lock
-- writes: nothing
-- Times are local ones of the machine, as Spring Batch keeps them.
WITH newest AS (
    SELECT job_execution_id AS run_id, e.status, e.start_time, e.end_time
    FROM batch.batch_job_execution e
    JOIN batch.batch_job_instance i USING (job_instance_id)
    WHERE i.job_name = :job
    ORDER BY job_execution_id DESC
    LIMIT :most
),
parameters AS (
    SELECT run_id,
           max(parameter_value) FILTER (WHERE parameter_name = 'from')::date                   AS from_day,
           max(parameter_value) FILTER (WHERE parameter_name = 'to')::date                     AS to_day,
           bool_or(parameter_name = 'late' AND parameter_value = 'true')                       AS late,
           bool_or(parameter_name = 'reparse' AND parameter_value = 'true')                    AS reparse,
           NOT bool_or(parameter_name = 'only' AND parameter_value NOT LIKE '%EXPORT%')        AS exports
    FROM newest
    JOIN batch.batch_job_execution_params p ON p.job_execution_id = run_id
    GROUP BY run_id
)
SELECT run_id, from_day, to_day, late, reparse, exports, status, start_time, end_time,
       EXISTS (SELECT FROM run.live_lock c WHERE c.run_id = newest.run_id) AS is_live
FROM newest
JOIN parameters USING (run_id)
ORDER BY run_id DESC
