-- grain: one row per delivery of a range that has no outcome yet, in order of their ids.
-- reads: capture.delivery, parse.outcome
-- writes: nothing
SELECT d.id, d.received_at, d.product, d.arrived_at,
       CASE d.source WHEN 'file' THEN d.xid::text::bigint END AS file_id, d.body
FROM capture.delivery d
WHERE d.id > :after AND d.id <= :last
  AND d.received_at >= :from AND d.received_at <= :to
  AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
ORDER BY d.id
LIMIT :most
