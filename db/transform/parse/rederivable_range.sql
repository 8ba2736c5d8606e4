-- grain: one row per range of at most :most sessions of these days, and deliveries without one, in order of the delivery that
--   stands for each.
-- reads: parse.outcome
-- writes: nothing
WITH numbered AS (
    SELECT delivery_id, (row_number() OVER (ORDER BY delivery_id) - 1) / :most AS range
    FROM parse.outcome
    WHERE business_day >= :from AND business_day <= :to
      AND outcome IN ('FACT', 'QUARANTINED', 'NOT_VSS')
)
SELECT min(delivery_id) AS first_id, max(delivery_id) AS last_id, count(*) AS looked_at
FROM numbered
GROUP BY range
ORDER BY first_id
