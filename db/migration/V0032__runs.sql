-- One row a run: who asked for it, and why, and for which days; NULL for a replay of the quarantine, which is of none.
CREATE TABLE run.run (
    run_id    bigint  PRIMARY KEY, -- batch.batch_job_execution
    asked_by  text    NOT NULL,
    why       text,
    from_day  date,
    to_day    date,
    late      boolean NOT NULL,   -- every earlier day too that is to be carried on, as the nightly job does
    error     text                -- why it failed, in words
);

INSERT INTO run.run (run_id, asked_by, from_day, to_day, late)
SELECT job_execution_id, 'not known',
       max(parameter_value) FILTER (WHERE parameter_name = 'from')::date,
       max(parameter_value) FILTER (WHERE parameter_name = 'to')::date,
       coalesce(bool_or(parameter_name = 'late' AND parameter_value = 'true'), false)
FROM batch.batch_job_execution
JOIN batch.batch_job_execution_params USING (job_execution_id)
GROUP BY job_execution_id;
