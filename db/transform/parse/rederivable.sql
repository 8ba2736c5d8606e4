-- grain: one row per session of these days, and a delivery without one, in order of the delivery that stands for it.
-- reads: parse.outcome
-- writes: nothing
SELECT delivery_id, sub_account_id, session_id
FROM parse.outcome
WHERE business_day >= :from AND business_day <= :to
  AND outcome IN ('FACT', 'QUARANTINED', 'NOT_VSS')
  AND delivery_id > :after AND delivery_id <= :last
ORDER BY delivery_id
LIMIT :most
