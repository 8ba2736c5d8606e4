-- One row a day and source of this run: what was expected and what happened, counted in the tables of either side and not by
-- the pairs that were made of them, beside the results. Only so can the sums prove anything.
INSERT INTO recon.control_total
    (run_id, business_day, source, expected, facts, matched, broken, missing, unexpected)
WITH days AS (
    SELECT unnest(:days::date[]) AS business_day
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
    FROM days
    JOIN fact.session f USING (business_day)
    CROSS JOIN sources s
    JOIN expected.session e ON e.source = s.source AND e.sub_account_id = f.sub_account_id
    WHERE e.superseded_by IS NULL AND e.session_id = f.session_id
    UNION
    SELECT e.*
    FROM days
    JOIN fact.session f USING (business_day)
    JOIN expected.session e ON e.sub_account_id = f.sub_account_id AND e.client_request_id = f.client_request_id
    WHERE e.superseded_by IS NULL AND e.session_id IS NULL
),
-- with the day of its fact: that of the same id or, without one, the first of the same request
expectation AS (
    SELECT e.source, coalesce(by_id.business_day, by_request.business_day, e.business_day) AS business_day,
           e.sub_account_id, coalesce(by_id.session_id, by_request.session_id) AS fact_session_id
    FROM candidate e
    LEFT JOIN fact.session by_id ON by_id.sub_account_id = e.sub_account_id AND by_id.session_id = e.session_id
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
happened AS (
    SELECT s.source, f.business_day, count(*) AS facts
    FROM days
    JOIN fact.session f USING (business_day)
    CROSS JOIN (VALUES ('8x8-log-export'), ('callflows')) AS s (source)
    WHERE EXISTS (SELECT FROM expectation x
                  WHERE x.source = s.source AND x.sub_account_id = f.sub_account_id AND x.fact_session_id = f.session_id)
       OR (s.source = '8x8-log-export'
           AND EXISTS (SELECT FROM fact.call_leg l
                       WHERE l.sub_account_id = f.sub_account_id AND l.session_id = f.session_id)
           AND EXISTS (SELECT FROM expected.session e
                       WHERE e.superseded_by IS NULL AND e.source = s.source AND e.sub_account_id = f.sub_account_id
                         AND e.business_day = f.business_day))
       OR (s.source = 'callflows'
           AND EXISTS (SELECT FROM expected.session e
                       WHERE e.superseded_by IS NULL AND e.source = s.source AND e.sub_account_id = f.sub_account_id
                         AND e.business_day = f.business_day AND e.product = f.product)
           AND NOT EXISTS (SELECT FROM fact.call_leg a
                           WHERE a.sub_account_id = f.sub_account_id AND a.session_id = f.session_id AND a.leg = 'A'
                             AND a.direction = 'INBOUND'))
    GROUP BY s.source, f.business_day
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
