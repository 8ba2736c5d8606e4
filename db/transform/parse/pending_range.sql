-- grain: one row per range of at most :most pending deliveries, in order of their ids: those of transactions not known to be read
--   to the end, and without an outcome.
-- reads: capture.delivery, parse.outcome, parse.watermark
-- writes: nothing
WITH pending AS (
    SELECT d.id, d.received_at, (row_number() OVER (ORDER BY d.id) - 1) / :most AS range
    FROM capture.delivery d
    WHERE d.xid >= (SELECT xid FROM parse.watermark)
      AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
)
SELECT min(id) AS first_id, max(id) AS last_id, min(received_at) AS first_received, max(received_at) AS last_received,
       count(*) AS deliveries
FROM pending
GROUP BY range
ORDER BY first_id
