-- grain: one row per session of these days, billed or not, with a call about which there is something to say.
-- reads: expected.leg, expected.session, fact.call_leg
-- writes: session_to_compare
-- All others are right to the second and to the last decimal that the bill shows of the price, and are not looked at again.
-- Nothing passes because it is not known: a comparison with NULL is not true, and its session is looked at.
CREATE TEMPORARY TABLE session_to_compare ON COMMIT DROP AS
WITH billed AS (
    SELECT l.sub_account_id, l.session_id, l.call_id, l.lines_of_call, l.duration_seconds, l.first_increment, l.next_increment,
           l.billable_seconds, l.total_price, l.currency,
           recon.price_due(l.billable_seconds, l.unit_price, l.unit_seconds,
                           coalesce(d.decimals, greatest(4, scale(l.total_price)))) AS price_due
    FROM expected.leg l
    LEFT JOIN (SELECT * FROM recon.price_decimals(:decimals::jsonb, :priceDecimals) OFFSET 0) AS d -- few: found out once
      ON d.import_id = l.import_id AND d.currency = l.currency
    WHERE l.source = '8x8-log-export' AND l.superseded_by IS NULL AND l.business_day = ANY (:days::date[])
),
call AS (
    SELECT sub_account_id, session_id, call_id, call_seconds
    FROM fact.call_leg
    WHERE business_day = ANY (:days::date[])
),
across_days AS ( -- with lines of another day than its own, which are not among these
    SELECT sub_account_id, session_id
    FROM expected.session
    WHERE source = '8x8-log-export' AND superseded_by IS NULL AND spans_days AND business_day = ANY (:days::date[])
)
SELECT sub_account_id, session_id
FROM billed b
FULL JOIN call c USING (sub_account_id, session_id, call_id)
WHERE (b.lines_of_call = 1
       AND b.duration_seconds = c.call_seconds
       AND b.billable_seconds = recon.billable_seconds(c.call_seconds, b.first_increment, b.next_increment)
       AND b.total_price = b.price_due
       AND (b.currency IS NOT NULL OR b.total_price = 0)) IS NOT TRUE
UNION
SELECT sub_account_id, session_id FROM across_days;
ANALYZE session_to_compare;
