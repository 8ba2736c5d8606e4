-- grain: one row per billed call of which something cannot be compared: a term that the bill does not state or states in words
--   that nobody knows, or seconds that the summary does not have.
-- reads: billed_leg
-- writes: difference
-- So that nothing is matched that was not compared. What is at stake is not known; the amount of the line is named. Where nobody
-- talked nothing is due whatever the terms, and all that is billed is at stake already.
INSERT INTO difference (source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind,
                   expected_value, actual_value, currency, evidence_at)
WITH bill AS (
    SELECT b.*,
           recon.billable_seconds(call_seconds, first_increment, next_increment) AS due_by_call,
           nullif(concat_ws(', ',
               expected.uncheckable(duration_seconds, billing_unit, unit_seconds, first_increment, next_increment,
                                    billable_seconds, unit_price, total_price, currency),
               CASE WHEN call_seconds IS NULL THEN 'no seconds received' END), '') AS what
    FROM billed_leg b
    WHERE happened AND number = 1 AND NOT is_credit
)
SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'NOT_CHECKABLE', what,
       CASE WHEN total_price IS NULL THEN 'no price billed' ELSE concat_ws(' ', total_price, currency, 'billed') END, currency,
       evidence_at
FROM bill
WHERE what IS NOT NULL
  AND (due_by_call = 0 AND billable_seconds IS NOT NULL AND total_price IS NOT NULL) IS NOT TRUE;
