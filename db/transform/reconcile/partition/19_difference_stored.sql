-- grain: What is found of these days: breaks are made of it once all days of the run are looked at.
-- reads: difference
-- writes: recon.found_difference
INSERT INTO recon.found_difference
    (business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value, actual_value,
     amount_at_stake, currency, evidence_at)
SELECT business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
       actual_value, amount_at_stake, currency, evidence_at
FROM difference;
