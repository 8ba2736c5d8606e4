-- grain: one row per billed call whose seconds, billable seconds, price or terms are not what they should be.
-- reads: billed_leg, rate, tolerance
-- writes: difference
-- What is at stake for each of the latter three is a part: together they are what is paid too much. Of what is not known nothing
-- is found here, but in not_checkable.sql.
INSERT INTO difference (source, business_day, product, sub_account_id, session_id, client_request_id, call_id, kind,
                   expected_value, actual_value, amount_at_stake, currency, tolerated_by, evidence_at)
WITH bill AS (
    SELECT b.*,
           abs(duration_seconds - call_seconds) <= t.seconds                                   AS same_duration,
           recon.billable_seconds(call_seconds, first_increment, next_increment)               AS due_by_call,
           recon.billable_seconds(duration_seconds, first_increment, next_increment)           AS due_by_bill,
           t.seconds AS seconds_tolerated, t.amount AS amount_tolerated, t.percent AS percent_tolerated
    FROM billed_leg b
    JOIN tolerance t ON t.source = b.source AND t.sub_account_id = b.sub_account_id AND t.product = coalesce(b.product, '')
    WHERE happened AND number = 1 AND NOT is_credit
),
priced AS (
    SELECT bill.*,
           recon.price_due(billable_seconds, unit_price, unit_seconds, decimals) AS price_due,
           recon.price_due(due_by_call, unit_price, unit_seconds, decimals)      AS price_due_by_call,
           coalesce(call_seconds, duration_seconds)                              AS talk
    FROM bill
),
contract AS (
    SELECT priced.*, r.unit_price AS rate, r.currency AS rate_currency,
           format('%s %s / %s s, %s+%s', trim_scale(priced.unit_price), priced.currency, priced.unit_seconds,
                  priced.first_increment, priced.next_increment) AS terms,
           format('%s %s / %s s, %s+%s', trim_scale(r.unit_price), r.currency, r.unit_seconds, r.first_increment,
                  r.next_increment) AS rate_terms,
           priced.unit_price * r.unit_seconds = r.unit_price * priced.unit_seconds
               AND priced.first_increment = r.first_increment AND priced.next_increment = r.next_increment
               AND priced.currency = r.currency AS agrees,
           CASE WHEN r.currency = priced.currency
                THEN coalesce(recon.price_due(recon.billable_seconds(talk, priced.first_increment, priced.next_increment),
                                              priced.unit_price, priced.unit_seconds, decimals), total_price)
                     - recon.price_due(recon.billable_seconds(talk, r.first_increment, r.next_increment), r.unit_price,
                                       r.unit_seconds, decimals) END AS too_much
    FROM priced
    LEFT JOIN LATERAL (
        SELECT r.*
        FROM rate r
        WHERE starts_with(coalesce(priced.destination, ''), r.prefix)
          AND coalesce(r.product, priced.product, '') = coalesce(priced.product, '')
          AND coalesce(r.direction, priced.direction, '') = coalesce(priced.direction, '')
          AND billed_day BETWEEN coalesce(r.valid_from, billed_day) AND coalesce(r.valid_to, billed_day)
        ORDER BY length(r.prefix) DESC, r.product IS NULL, r.direction IS NULL, r.valid_from DESC NULLS LAST
        LIMIT 1) AS r ON true
    WHERE EXISTS (SELECT FROM rate) AND total_price IS NOT NULL
),
duration AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'DURATION',
           duration_seconds::text, call_seconds::text, NULL::numeric, NULL,
           CASE WHEN same_duration THEN 'up to ' || seconds_tolerated || ' s' END, evidence_at
    FROM priced
    WHERE duration_seconds <> call_seconds
),
billable AS ( -- a second that is tolerated covers what it costs by the second, and no further interval that it begins
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'BILLABLE_SECONDS',
           billable_seconds::text, due_by_call::text,
           -- for no talk nothing is due, whatever the price of a unit
           coalesce(price_due - price_due_by_call, CASE WHEN due_by_call = 0 THEN total_price END), currency,
           CASE WHEN same_duration AND billable_seconds = due_by_bill
                     AND abs(billable_seconds - due_by_call) <= seconds_tolerated THEN 'up to ' || seconds_tolerated || ' s'
                WHEN amount_tolerated > 0 OR percent_tolerated > 0
                THEN recon.within(price_due - price_due_by_call, price_due_by_call, amount_tolerated, percent_tolerated) END,
           evidence_at
    FROM priced
    WHERE billable_seconds <> due_by_call
),
price AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'PRICE', total_price::text,
           price_due::text, total_price - price_due, currency,
           recon.within(total_price - price_due, price_due, amount_tolerated, percent_tolerated), evidence_at
    FROM priced
    WHERE total_price <> price_due
),
rate_of_contract AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, call_id, 'RATE', terms,
           CASE WHEN rate IS NULL THEN 'no rate' ELSE rate_terms END, too_much, currency,
           recon.within(too_much, total_price, amount_tolerated, percent_tolerated), evidence_at
    FROM contract
    WHERE agrees IS NOT TRUE
      AND CASE WHEN rate IS NULL THEN total_price <> 0 ELSE too_much IS DISTINCT FROM 0 END
)
SELECT * FROM duration
UNION ALL SELECT * FROM billable
UNION ALL SELECT * FROM price
UNION ALL SELECT * FROM rate_of_contract;
