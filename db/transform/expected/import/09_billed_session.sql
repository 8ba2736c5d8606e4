-- grain: one row per session of which the staged file bills a leg, made of all its current legs, those of earlier files too.
-- reads: expected.leg, staged
-- writes: expected.session
INSERT INTO expected.session
    (import_id, line, source, sub_account_id, session_id, business_day, start_time, product, session_status, destination,
     leg_count, billed_amount, currency, spans_days)
WITH billed AS (
    SELECT DISTINCT sub_account_id, session_id FROM staged ORDER BY sub_account_id, session_id
),
legs AS (
    SELECT b.sub_account_id, b.session_id, l.*
    FROM billed b
    CROSS JOIN LATERAL (SELECT id, import_id, line, call_id, business_day, initiated_at, product, session_status, destination,
                               total_price, currency
                        FROM expected.leg
                        WHERE superseded_by IS NULL
                          AND source = :source
                          AND sub_account_id = b.sub_account_id
                          AND session_id = b.session_id
                        OFFSET 0) AS l
),
sessions AS (
    SELECT sub_account_id, session_id,
           min(line) FILTER (WHERE import_id = :import) AS line,
           min(initiated_at)                            AS start_time,
           (array_agg(product ORDER BY initiated_at, id) FILTER (WHERE product IS NOT NULL))[1] AS product,
           (array_agg(session_status ORDER BY initiated_at, id) FILTER (WHERE session_status IS NOT NULL))[1]
                                                        AS session_status,
           (array_agg(destination ORDER BY initiated_at, id))[1] AS destination,
           count(DISTINCT call_id)                      AS leg_count,
           min(business_day) <> max(business_day)       AS spans_days,
           -- a line without a price, or with none to pay and no currency, adds nothing to mix
           count(DISTINCT currency) FILTER (WHERE total_price IS NOT NULL) AS currencies,
           sum(total_price)                             AS billed_amount,
           max(currency) FILTER (WHERE total_price IS NOT NULL) AS currency
    FROM legs
    GROUP BY sub_account_id, session_id
)
SELECT :import, line, :source, sub_account_id, session_id, (start_time AT TIME ZONE :zone)::date, start_time, product,
       session_status, destination, leg_count,
       CASE WHEN currencies = 1 THEN billed_amount END, CASE WHEN currencies = 1 THEN currency END,
       spans_days
FROM sessions
ORDER BY line;
