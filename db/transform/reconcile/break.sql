-- One row a break that is found: a new one, or the one that it was, with what was decided on it. One that had been resolved
-- is open again. Its times are those of the evidence, so that looking again changes nothing.
INSERT INTO recon.break AS b
    (business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
     actual_value, amount_at_stake, currency, first_seen, last_seen)
SELECT business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
       actual_value, amount_at_stake, currency, evidence_at, evidence_at
FROM found
ORDER BY business_day, source COLLATE "C", sub_account_id COLLATE "C", session_id COLLATE "C",
         client_request_id COLLATE "C", call_id COLLATE "C", kind COLLATE "C", currency COLLATE "C"
ON CONFLICT (source, sub_account_id, session_id, client_request_id, call_id, kind, currency) DO UPDATE
SET business_day = excluded.business_day, product = excluded.product, expected_value = excluded.expected_value,
    actual_value = excluded.actual_value, amount_at_stake = excluded.amount_at_stake, last_seen = excluded.last_seen,
    state = CASE b.state WHEN 'RESOLVED' THEN 'OPEN' ELSE b.state END
WHERE b.state = 'RESOLVED'
   OR (b.business_day, b.product, b.expected_value, b.actual_value, b.amount_at_stake, b.last_seen)
      IS DISTINCT FROM (excluded.business_day, excluded.product, excluded.expected_value, excluded.actual_value,
                        excluded.amount_at_stake, excluded.last_seen);
