-- grain: one row per session of which a call is billed by other terms than the contract has for its destination, or that has none
--   for it: it is looked at, too.
-- reads: expected.leg, rate, session_to_compare
-- writes: session_to_compare
-- Without a contract there is none. A line without a destination has the rate of all destinations, if there is one; a line
-- without a unit price is looked at in any case, where it bills anything.
INSERT INTO session_to_compare (sub_account_id, session_id)
WITH billed AS (
    SELECT sub_account_id, session_id, coalesce(product, '') AS product, coalesce(direction, '') AS direction,
           left(coalesce(ltrim(destination, '+'), ''), (SELECT max(length(prefix)) FROM rate)) AS number, business_day,
           format('%s %s %s+%s %s', unit_price, unit_seconds, first_increment, next_increment, currency) AS terms,
           unit_price, unit_seconds, first_increment, next_increment, currency
    FROM expected.leg
    WHERE EXISTS (SELECT FROM rate)
      AND source = '8x8-log-export' AND superseded_by IS NULL AND business_day = ANY (:days::date[])
      AND unit_price IS NOT NULL
),
kind AS ( -- few, whatever the number of calls
    SELECT DISTINCT product, direction, number, business_day, terms, unit_price, unit_seconds, first_increment, next_increment,
           currency
    FROM billed
),
off AS (
    SELECT k.product, k.direction, k.number, k.business_day, k.terms
    FROM kind k
    LEFT JOIN LATERAL (
        SELECT r.*
        FROM rate r
        WHERE starts_with(k.number, r.prefix)
          AND coalesce(r.product, k.product) = k.product AND coalesce(r.direction, k.direction) = k.direction
          AND k.business_day BETWEEN coalesce(r.valid_from, k.business_day) AND coalesce(r.valid_to, k.business_day)
        ORDER BY length(r.prefix) DESC, r.product IS NULL, r.direction IS NULL, r.valid_from DESC NULLS LAST
        LIMIT 1) AS r ON true
    WHERE (k.unit_price * r.unit_seconds = r.unit_price * k.unit_seconds AND k.first_increment = r.first_increment
           AND k.next_increment = r.next_increment AND k.currency = r.currency) IS NOT TRUE
)
SELECT sub_account_id, session_id
FROM billed
JOIN off USING (product, direction, number, business_day, terms)
EXCEPT
SELECT sub_account_id, session_id FROM session_to_compare;
