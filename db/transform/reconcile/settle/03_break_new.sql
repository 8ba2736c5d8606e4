-- grain: one row per break that was not there, and the first of its history.
-- reads: recon.break, recon.found_difference
-- writes: recon.break, recon.break_event
-- Ids without gaps, in one order: the same input gives the same.
WITH added AS (
    INSERT INTO recon.break
        (id, business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
         actual_value, amount_at_stake, currency, first_seen, last_seen)
    SELECT (SELECT coalesce(max(id), 0) FROM recon.break)
               + row_number() OVER (ORDER BY business_day, source COLLATE "C", sub_account_id COLLATE "C",
                                             session_key COLLATE "C", call_id COLLATE "C", kind COLLATE "C",
                                             currency COLLATE "C"),
           business_day, product, sub_account_id, session_id, client_request_id, call_id, source, kind, expected_value,
           actual_value, amount_at_stake, currency, evidence_at, evidence_at
    FROM recon.found_difference f
    WHERE NOT EXISTS (SELECT FROM recon.break b
                      WHERE b.source = f.source AND b.sub_account_id = f.sub_account_id AND b.kind = f.kind
                        AND recon.session_key(b.session_id, b.client_request_id) = f.session_key
                        AND coalesce(b.call_id, '') = coalesce(f.call_id, '')
                        AND coalesce(b.currency, '') = coalesce(f.currency, ''))
    ORDER BY 1
    RETURNING id, state, expected_value, actual_value, amount_at_stake, currency
)
INSERT INTO recon.break_event (break_id, at, run_id, to_state, expected_value, actual_value, amount_at_stake, currency)
SELECT id, :now, :run, state, expected_value, actual_value, amount_at_stake, currency
FROM added
ORDER BY id;
