-- grain: one row per break that is no longer found, and one more of its history: of these days, or of a session that these days
--   now tell of.
-- reads: recon.break, recon.found_difference, recon.result
-- writes: recon.break, recon.break_event
WITH told_here AS ( -- of another day, but of a session that these days have a result of
    SELECT b.id
    FROM recon.break b
    JOIN recon.result r ON r.source = b.source AND r.sub_account_id = b.sub_account_id
                       AND recon.session_key(r.session_id, r.client_request_id)
                           = recon.session_key(b.session_id, b.client_request_id)
    WHERE b.state <> 'RESOLVED' AND b.business_day <> ALL (:days::date[])
      AND r.business_day = ANY (:days::date[])
),
settled AS (
    SELECT b.id, b.state AS from_state
    FROM recon.break b
    WHERE b.state <> 'RESOLVED'
      AND (b.business_day = ANY (:days::date[]) OR b.id IN (SELECT id FROM told_here))
      AND NOT EXISTS (SELECT FROM recon.found_difference f
                      WHERE f.source = b.source AND f.sub_account_id = b.sub_account_id AND f.kind = b.kind
                        AND f.session_key = recon.session_key(b.session_id, b.client_request_id)
                        AND coalesce(f.call_id, '') = coalesce(b.call_id, '')
                        AND coalesce(f.currency, '') = coalesce(b.currency, ''))
),
resolved AS (
    UPDATE recon.break b
    SET state = 'RESOLVED'
    FROM settled s
    WHERE s.id = b.id
    RETURNING b.id, s.from_state, b.expected_value, b.actual_value, b.amount_at_stake, b.currency
)
INSERT INTO recon.break_event
    (break_id, at, run_id, from_state, to_state, expected_value, actual_value, amount_at_stake, currency)
SELECT id, :now, :run, from_state, 'RESOLVED', expected_value, actual_value, amount_at_stake, currency
FROM resolved
ORDER BY id;
