-- grain: one row per call (and currency) that one side does not have, that is billed more than once, or of which money is given
--   back.
-- reads: billed_leg, unbilled_call
-- writes: difference
-- Lines without a price count only where a call has no other. What an unbilled call would cost by the contract is paid too
-- little.
INSERT INTO difference (source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind,
                   expected_value, actual_value, amount_at_stake, currency, evidence_at)
WITH missing AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id,
           'LEG_MISSING' AS kind, min(duration_seconds)::text || ' s billed' AS expected_value, NULL AS actual_value,
           sum(total_price) AS amount, currency, evidence_at
    FROM billed_leg
    WHERE NOT happened AND NOT is_credit
      AND (total_price IS NOT NULL OR number = 1)
    GROUP BY source, business_day, product, sub_account_id, session_id, client_request_id, call_id, currency, evidence_at
),
duplicate AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id,
           'DUPLICATE_BILLED', 'billed ' || max(lines) || ' times', 'one call', sum(total_price), currency, evidence_at
    FROM billed_leg
    WHERE happened AND number > 1 AND NOT is_credit
      AND (total_price IS NOT NULL OR number = 2)
    GROUP BY source, business_day, product, sub_account_id, session_id, client_request_id, call_id, currency, evidence_at
),
credited AS ( -- of a call that happened, or that did not
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id,
           'CREDITED', 'credit of ' || -sum(total_price), CASE WHEN bool_and(happened) THEN 'one call' END, sum(total_price),
           currency, evidence_at
    FROM billed_leg
    WHERE is_credit
    GROUP BY source, business_day, product, sub_account_id, session_id, client_request_id, call_id, currency, evidence_at
),
unexpected AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'LEG_UNEXPECTED', NULL,
           received, CASE WHEN currency IS NOT NULL THEN -price END, currency, evidence_at
    FROM unbilled_call
    WHERE outcome <> 'UNEXPECTED'
)
SELECT * FROM missing
UNION ALL SELECT * FROM duplicate
UNION ALL SELECT * FROM credited
UNION ALL SELECT * FROM unexpected;
