-- One row a billed call whose seconds, billable seconds or price are not what they should be. What is at stake for its
-- seconds and for its price are two parts: together they are what is paid too much.
INSERT INTO found (source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind,
                   expected_value, actual_value, amount_at_stake, currency, evidence_at)
WITH bill AS (
    SELECT b.*,
           abs(duration_seconds - call_seconds) <= :durationTolerance                          AS same_duration,
           recon.billable_seconds(call_seconds, first_increment, next_increment)               AS due_by_call,
           recon.billable_seconds(duration_seconds, first_increment, next_increment)           AS due_by_bill,
           greatest(:priceDecimals, scale(total_price))                                        AS decimals
    FROM billed_leg b
    WHERE happened AND number = 1
),
priced AS (
    SELECT bill.*,
           recon.price_due(billable_seconds, unit_price, unit_seconds, decimals) AS price_due,
           recon.price_due(due_by_call, unit_price, unit_seconds, decimals)      AS price_due_by_call
    FROM bill
),
duration AS (
    SELECT priced.*, 'DURATION' AS kind, duration_seconds::text AS expected_value, call_seconds::text AS actual_value,
           NULL::numeric AS amount, NULL AS amount_currency
    FROM priced
    WHERE NOT same_duration
),
-- right if it follows from the seconds that happened or, where both sides' seconds agree, from those of the bill
billable AS (
    SELECT priced.*, 'BILLABLE_SECONDS', billable_seconds::text, due_by_call::text,
           -- for no talk nothing is due, whatever the price of a unit
           coalesce(price_due - price_due_by_call, CASE WHEN due_by_call = 0 THEN total_price END), currency
    FROM priced
    WHERE billable_seconds <> due_by_call
      AND NOT (same_duration AND billable_seconds = due_by_bill)
),
price AS (
    SELECT priced.*, 'PRICE', total_price::text, price_due::text, total_price - price_due, currency
    FROM priced
    WHERE abs(total_price - price_due) > :priceTolerance
)
SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind, expected_value,
       actual_value, amount, amount_currency, evidence_at
FROM (SELECT * FROM duration UNION ALL SELECT * FROM billable UNION ALL SELECT * FROM price) AS breaks;
