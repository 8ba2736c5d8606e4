-- One row a delivery of a range that has no outcome yet, in order of their ids.
SELECT d.id, d.received_at, d.product, d.source, d.body
FROM capture.delivery d
WHERE d.id > :after AND d.id <= :last
  AND d.received_at >= :from AND d.received_at <= :to
  AND NOT EXISTS (SELECT FROM parse.outcome o WHERE o.delivery_id = d.id)
ORDER BY d.id
LIMIT :most
