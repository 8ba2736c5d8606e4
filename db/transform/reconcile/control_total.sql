-- One row a day and source of this run: what was expected and what happened, counted in the tables of either side and not by
-- the pairs that were made of them, beside the results. Only so can the sums prove anything.
CREATE TEMPORARY TABLE counted ON COMMIT DROP AS
WITH spoken_of AS MATERIALIZED (
    SELECT * FROM recon.coverage(:days::date[])
),
requested AS MATERIALIZED (
    SELECT * FROM recon.first_of_request(:days::date[])
),
-- expected on one day and happened on another, either of them one of these
moved AS (
    SELECT e.source, e.sub_account_id, e.business_day AS expected_day, f.business_day AS fact_day, f.product
    FROM expected.session e
    JOIN fact.place f USING (sub_account_id, session_id)
    WHERE e.business_day = ANY (:days::date[]) AND e.superseded_by IS NULL AND f.business_day <> e.business_day
    UNION ALL
    SELECT e.source, e.sub_account_id, e.business_day, f.business_day, f.product
    FROM fact.session f
    JOIN expected.session e USING (sub_account_id, session_id)
    WHERE f.business_day = ANY (:days::date[]) AND e.superseded_by IS NULL AND e.business_day <> ALL (:days::date[])
    UNION ALL
    SELECT r.source, r.sub_account_id, r.business_day, r.fact_day, f.product
    FROM requested r
    JOIN fact.place f USING (sub_account_id, session_id)
    WHERE r.business_day <> r.fact_day
),
expected AS (
    SELECT source, business_day, sum(number) AS expected
    FROM (SELECT source, business_day, count(*) AS number
          FROM expected.session
          WHERE superseded_by IS NULL AND business_day = ANY (:days::date[])
          GROUP BY 1, 2
          UNION ALL
          SELECT source, expected_day, -1 FROM moved
          UNION ALL
          SELECT source, fact_day, 1 FROM moved) AS parts
    GROUP BY source, business_day
),
-- a call where calls are billed, one that the client may have sent, or whatever is expected
fact_of_source AS (
    SELECT s.source, f.business_day
    FROM spoken_of s
    JOIN fact.session f ON f.business_day = s.business_day AND f.sub_account_id = s.sub_account_id
                       AND (s.product IS NULL OR s.product = f.product)
    WHERE f.business_day = ANY (:days::date[])
      AND (CASE WHEN s.source = '8x8-log-export'
                THEN EXISTS (SELECT FROM fact.call_leg l
                             WHERE l.business_day = f.business_day AND l.delivery_id = f.delivery_id)
                ELSE NOT EXISTS (SELECT FROM fact.call_leg a
                                 WHERE a.business_day = f.business_day AND a.delivery_id = f.delivery_id
                                   AND a.leg = 'A' AND a.direction = 'INBOUND') END
           OR EXISTS (SELECT FROM expected.session e
                      WHERE e.superseded_by IS NULL AND e.source = s.source
                        AND e.sub_account_id = f.sub_account_id AND e.session_id = f.session_id)
           OR EXISTS (SELECT FROM requested r
                      WHERE r.source = s.source AND r.sub_account_id = f.sub_account_id AND r.session_id = f.session_id))
    UNION ALL
    SELECT m.source, m.fact_day
    FROM moved m
    WHERE NOT EXISTS (SELECT FROM spoken_of s
                      WHERE s.source = m.source AND s.sub_account_id = m.sub_account_id AND s.business_day = m.fact_day
                        AND (s.product IS NULL OR s.product = m.product))
    UNION ALL -- of its own day, but of a product or day of which the source does not speak
    SELECT r.source, r.fact_day
    FROM requested r
    JOIN fact.place f USING (sub_account_id, session_id)
    WHERE r.business_day = r.fact_day
      AND NOT EXISTS (SELECT FROM spoken_of s
                      WHERE s.source = r.source AND s.sub_account_id = r.sub_account_id AND s.business_day = r.fact_day
                        AND (s.product IS NULL OR s.product = f.product))
),
happened AS (
    SELECT source, business_day, count(*) AS facts
    FROM fact_of_source
    GROUP BY source, business_day
),
results AS (
    SELECT source, business_day,
           count(*) FILTER (WHERE outcome = 'MATCHED')     AS matched,
           count(*) FILTER (WHERE outcome = 'BROKEN')      AS broken,
           count(*) FILTER (WHERE outcome = 'MISSING_VSS') AS missing,
           count(*) FILTER (WHERE outcome = 'UNEXPECTED')  AS unexpected
    FROM recon.result
    WHERE business_day = ANY (:days::date[])
    GROUP BY source, business_day
)
SELECT business_day, source, coalesce(expected, 0) AS expected, coalesce(facts, 0) AS facts, coalesce(matched, 0) AS matched,
       coalesce(broken, 0) AS broken, coalesce(missing, 0) AS missing, coalesce(unexpected, 0) AS unexpected
FROM expected
FULL JOIN happened USING (source, business_day)
FULL JOIN results USING (source, business_day)
WHERE business_day = ANY (:days::date[]);

INSERT INTO recon.control_total (run_id, business_day, source, expected, facts, matched, broken, missing, unexpected)
SELECT :run, business_day, source, expected, facts, matched, broken, missing, unexpected
FROM counted
ON CONFLICT (run_id, business_day, source) DO UPDATE
SET expected = excluded.expected, facts = excluded.facts, matched = excluded.matched, broken = excluded.broken,
    missing = excluded.missing, unexpected = excluded.unexpected;
