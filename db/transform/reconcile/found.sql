-- One row a difference, as the following files find them.
CREATE TEMPORARY TABLE found ON COMMIT DROP AS
SELECT business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
       actual_value, amount_at_stake, currency, first_seen AS evidence_at
FROM recon.break
WITH NO DATA;
