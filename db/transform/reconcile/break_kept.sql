-- One row a break that was there already and says something else now, or had been resolved and is open again. It keeps its
-- id and what was decided on it. Its times are those of the evidence, so that looking again changes nothing.
UPDATE recon.break b
SET business_day = f.business_day, product = f.product, client_request_id = f.client_request_id,
    expected_value = f.expected_value, actual_value = f.actual_value, amount_at_stake = f.amount_at_stake,
    last_seen = f.evidence_at, state = CASE b.state WHEN 'RESOLVED' THEN 'OPEN' ELSE b.state END
FROM found f
WHERE f.source = b.source AND f.sub_account_id = b.sub_account_id AND f.kind = b.kind
  AND f.session_key = recon.session_key(b.session_id, b.client_request_id)
  AND coalesce(f.call_id, '') = coalesce(b.call_id, '')
  AND coalesce(f.currency, '') = coalesce(b.currency, '')
  AND (b.state = 'RESOLVED'
       OR (b.business_day, b.product, b.client_request_id, b.expected_value, b.actual_value, b.amount_at_stake, b.last_seen)
          IS DISTINCT FROM (f.business_day, f.product, f.client_request_id, f.expected_value, f.actual_value,
                            f.amount_at_stake, f.evidence_at));
