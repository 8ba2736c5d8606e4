-- One row a break that is no longer found, and one more of its history: of these days, or of a session that these days now
-- tell of.
WITH settled AS (
    SELECT b.id, b.state AS from_state
    FROM recon.break b
    WHERE b.state <> 'RESOLVED'
      AND (b.business_day = ANY (:days::date[])
           OR (b.source, b.sub_account_id, recon.session_key(b.session_id, b.client_request_id))
              IN (SELECT source, sub_account_id, recon.session_key(session_id, client_request_id) FROM pair))
      AND NOT EXISTS (SELECT FROM found f
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
