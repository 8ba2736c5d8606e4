-- grain: one row per delivery of these.
-- reads: capture.delivery
-- writes: nothing
SELECT d.id, d.received_at, d.product, d.arrived_at, CASE d.source WHEN 'file' THEN d.xid::text::bigint END AS file_id, d.body
FROM capture.delivery d
WHERE d.id = ANY (:ids)
