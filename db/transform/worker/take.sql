-- grain: The one partition that its taker has from now on: the oldest that is free, of those that it may take.
-- reads: worker.partition, worker.worker
-- writes: worker.partition
UPDATE worker.partition
SET state = 'HELD', holder = :holder, pick_count = pick_count + 1
WHERE step_execution_id = (
    SELECT step_execution_id
    FROM worker.partition
    WHERE state = 'FREE'
      AND (manager_execution_id = :manager OR (step, rules) IN (SELECT * FROM unnest(:steps::text[], :rules::text[])))
      AND EXISTS (SELECT FROM worker.worker WHERE id = :holder AND NOT is_dead)
    ORDER BY step_execution_id
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING step_execution_id, run_id, step, pick_count
