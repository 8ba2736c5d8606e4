-- One row a session of these days, billed or not, with a call about which there is something to say. All others are right to the
-- second and to the last decimal of the price, and are not looked at again.
CREATE TEMPORARY TABLE unlike ON COMMIT DROP AS
WITH billed AS (
    SELECT sub_account_id, session_id, call_id, lines_of_call, duration_seconds, first_increment, next_increment,
           billable_seconds, total_price,
           recon.price_due(billable_seconds, unit_price, unit_seconds, greatest(:priceDecimals, scale(total_price))) AS price_due
    FROM expected.leg
    WHERE source = '8x8-log-export' AND superseded_by IS NULL AND business_day = ANY (:days::date[])
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
       AND b.total_price = b.price_due) IS NOT TRUE
UNION
SELECT sub_account_id, session_id FROM across_days;
ANALYZE unlike;
