-- grain: one row per break that was there already and says something else now, or had been resolved and is back; and one more of
--   its history.
-- reads: recon.break, recon.found_difference
-- writes: recon.break, recon.break_event
-- It keeps its id and what was decided on it, but for an acceptance of other figures: that is to be decided anew. Its times are
-- those of the evidence, so that looking again changes nothing.
WITH changed AS (
    SELECT b.id, b.state AS from_state, f.*,
           (b.expected_value, b.actual_value, b.amount_at_stake)
               IS DISTINCT FROM (f.expected_value, f.actual_value, f.amount_at_stake) AS says_other
    FROM recon.found_difference f
    JOIN recon.break b ON f.source = b.source AND f.sub_account_id = b.sub_account_id AND f.kind = b.kind
                      AND f.session_key = recon.session_key(b.session_id, b.client_request_id)
                      AND coalesce(f.call_id, '') = coalesce(b.call_id, '')
                      AND coalesce(f.currency, '') = coalesce(b.currency, '')
    WHERE b.state = 'RESOLVED'
       OR (b.business_day, b.product, b.client_request_id, b.expected_value, b.actual_value, b.amount_at_stake, b.last_seen)
          IS DISTINCT FROM (f.business_day, f.product, f.client_request_id, f.expected_value, f.actual_value,
                            f.amount_at_stake, f.evidence_at)
),
kept AS (
    UPDATE recon.break b
    SET business_day = c.business_day, product = c.product, client_request_id = c.client_request_id,
        expected_value = c.expected_value, actual_value = c.actual_value, amount_at_stake = c.amount_at_stake,
        last_seen = c.evidence_at,
        state = CASE WHEN c.from_state = 'RESOLVED' OR (c.from_state = 'ACCEPTED' AND c.says_other) THEN 'OPEN'
                     ELSE c.from_state END
    FROM changed c
    WHERE c.id = b.id
    RETURNING b.id, c.from_state, b.state, c.says_other, b.expected_value, b.actual_value, b.amount_at_stake, b.currency
)
INSERT INTO recon.break_event
    (break_id, at, run_id, from_state, to_state, expected_value, actual_value, amount_at_stake, currency)
SELECT id, :now, :run, from_state, state, expected_value, actual_value, amount_at_stake, currency
FROM kept
WHERE says_other OR from_state <> state
ORDER BY id;
