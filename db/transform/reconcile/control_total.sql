-- One row a day and source of this run: what was expected and what happened, counted in the tables of either side and not by
-- the pairs that were made of them, beside the results. Only so can the sums prove anything.
INSERT INTO recon.control_total
    (run_id, business_day, source, expected, facts, matched, broken, missing, unexpected)
WITH days AS (
    SELECT unnest(:days::date[]) AS business_day
),
fact_of_day AS (
    SELECT f.* FROM days JOIN fact.session f USING (business_day)
),
sources AS (
    SELECT DISTINCT source FROM expected.import
),
-- what is expected on these days, or on another and happened on one of these
candidate AS (
    SELECT e.*
    FROM days
    JOIN expected.session e USING (business_day)
    WHERE e.superseded_by IS NULL
    UNION
    SELECT e.*
    FROM fact_of_day f
    CROSS JOIN sources s -- the index begins with the source
    JOIN expected.session e USING (source, sub_account_id, session_id)
    WHERE e.superseded_by IS NULL
    UNION
    SELECT e.*
    FROM fact_of_day f
    JOIN expected.session e USING (sub_account_id, client_request_id)
    WHERE e.superseded_by IS NULL AND e.session_id IS NULL
),
-- with the day of its fact: that of the same id or, without one, the first of the same request
expectation AS (
    SELECT e.source, coalesce(by_id.business_day, by_request.business_day, e.business_day) AS business_day,
           e.sub_account_id, coalesce(by_id.session_id, by_request.session_id) AS fact_session_id
    FROM candidate e
    LEFT JOIN fact.place by_id ON by_id.sub_account_id = e.sub_account_id AND by_id.session_id = e.session_id
    LEFT JOIN LATERAL (
        SELECT f.business_day, f.session_id
        FROM fact.session f
        WHERE e.session_id IS NULL
          AND f.sub_account_id = e.sub_account_id AND f.client_request_id = e.client_request_id
          AND NOT EXISTS (SELECT FROM expected.session other
                          WHERE other.superseded_by IS NULL AND other.source = e.source
                            AND other.sub_account_id = f.sub_account_id AND other.session_id = f.session_id)
        ORDER BY f.start_time, f.session_id COLLATE "C"
        LIMIT 1) AS by_request ON true
),
expected AS (
    SELECT source, business_day, count(*) AS expected
    FROM expectation
    JOIN days USING (business_day)
    GROUP BY source, business_day
),
-- where a source speaks of a subaccount on a day; a list of the client's own, only of a product
spoken_of AS (
    SELECT DISTINCT e.source, e.sub_account_id, e.business_day, CASE WHEN e.source <> '8x8-log-export' THEN e.product END AS product
    FROM days
    JOIN expected.session e USING (business_day)
    WHERE e.superseded_by IS NULL
),
-- every fact of a source: one that it expects, a call where calls are billed, one that the client may have sent
fact_of_source AS (
    SELECT x.source, x.business_day, x.sub_account_id, x.fact_session_id AS session_id
    FROM expectation x
    WHERE x.fact_session_id IS NOT NULL
    UNION
    SELECT s.source, f.business_day, f.sub_account_id, f.session_id
    FROM fact_of_day f
    JOIN spoken_of s USING (sub_account_id, business_day)
    JOIN fact.call_leg l USING (business_day, delivery_id)
    WHERE s.source = '8x8-log-export'
    UNION
    SELECT s.source, f.business_day, f.sub_account_id, f.session_id
    FROM fact_of_day f
    JOIN spoken_of s USING (sub_account_id, business_day, product)
    WHERE s.source <> '8x8-log-export'
      AND NOT EXISTS (SELECT FROM fact.call_leg a
                      WHERE a.business_day = f.business_day AND a.delivery_id = f.delivery_id AND a.leg = 'A'
                        AND a.direction = 'INBOUND')
),
happened AS (
    SELECT source, business_day, count(*) AS facts
    FROM fact_of_source
    JOIN days USING (business_day)
    GROUP BY source, business_day
),
results AS (
    SELECT source, business_day,
           count(*) FILTER (WHERE outcome = 'MATCHED')     AS matched,
           count(*) FILTER (WHERE outcome = 'BROKEN')      AS broken,
           count(*) FILTER (WHERE outcome = 'MISSING_VSS') AS missing,
           count(*) FILTER (WHERE outcome = 'UNEXPECTED')  AS unexpected
    FROM days
    JOIN recon.result USING (business_day)
    GROUP BY source, business_day
)
SELECT :run, business_day, source, coalesce(expected, 0), coalesce(facts, 0), coalesce(matched, 0), coalesce(broken, 0),
       coalesce(missing, 0), coalesce(unexpected, 0)
FROM expected
FULL JOIN happened USING (source, business_day)
FULL JOIN results USING (source, business_day)
ON CONFLICT (run_id, business_day, source) DO UPDATE
SET expected = excluded.expected, facts = excluded.facts, matched = excluded.matched, broken = excluded.broken,
    missing = excluded.missing, unexpected = excluded.unexpected;
