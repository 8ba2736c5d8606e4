-- grain: one row per day and source of this run: what was expected and what happened, counted in the tables of either side and
--   not by the pairs that were made of them, beside the results.
-- reads: coverage, day_count, expected.import, expected.session, fact.call_leg, fact.session, indirect_match, recon.result
-- writes: day_count, recon.control_total
-- Only so can the sums prove anything. What is expected on one day and happened on another is counted where it happened.
CREATE TEMPORARY TABLE day_count ON COMMIT DROP AS
WITH expected AS (
    SELECT source, business_day, sum(number) AS expected
    FROM (SELECT source, business_day, count(*) AS number
          FROM expected.session
          WHERE superseded_by IS NULL AND business_day = ANY (:days::date[])
          GROUP BY source, business_day
          UNION ALL
          SELECT source, expected_day, -1 FROM indirect_match WHERE expected_day <> fact_day
          UNION ALL
          SELECT source, fact_day, 1 FROM indirect_match WHERE expected_day <> fact_day) AS parts
    GROUP BY source, business_day
),
-- how many happened, and whether a source speaks of such
kind AS MATERIALIZED (
    SELECT s.source, f.business_day, f.sub_account_id, f.product, f.number, c.source IS NOT NULL AS is_covered
    FROM (SELECT business_day, sub_account_id, product, count(*) AS number
          FROM fact.session
          WHERE business_day = ANY (:days::date[])
          GROUP BY business_day, sub_account_id, product) AS f
    CROSS JOIN (SELECT DISTINCT source FROM expected.import) AS s
    LEFT JOIN coverage c ON c.source = s.source AND c.business_day = f.business_day AND c.sub_account_id = f.sub_account_id
                        AND (c.product IS NULL OR c.product = f.product)
),
-- of which a source need not know: without a call that could be billed, or begun by the other side
without_call AS MATERIALIZED (
    SELECT business_day, sub_account_id, product, session_id
    FROM fact.session f
    WHERE business_day = ANY (:days::date[])
      AND EXISTS (SELECT FROM coverage WHERE source = '8x8-log-export')
      AND NOT EXISTS (SELECT FROM fact.call_leg l
                      WHERE l.business_day = f.business_day AND l.delivery_id = f.delivery_id
                        AND l.business_day = ANY (:days::date[]))
),
inbound AS MATERIALIZED (
    SELECT f.business_day, f.sub_account_id, f.product, f.session_id
    FROM fact.session f
    JOIN fact.call_leg a USING (business_day, delivery_id)
    WHERE f.business_day = ANY (:days::date[]) AND a.business_day = ANY (:days::date[])
      AND EXISTS (SELECT FROM coverage WHERE source <> '8x8-log-export')
      AND a.leg = 'A' AND a.direction = 'INBOUND'
),
silent AS MATERIALIZED (
    SELECT k.source, business_day, sub_account_id, f.session_id
    FROM without_call f
    JOIN kind k USING (business_day, sub_account_id, product)
    WHERE k.is_covered AND k.source = '8x8-log-export'
    UNION ALL
    SELECT k.source, business_day, sub_account_id, f.session_id
    FROM inbound f
    JOIN kind k USING (business_day, sub_account_id, product)
    WHERE k.is_covered AND k.source <> '8x8-log-export'
),
-- expected all the same: silent, or where the source does not speak of it otherwise
expected_all_the_same AS (
    SELECT source, business_day, sub_account_id, session_id FROM silent
    UNION ALL
    SELECT k.source, f.business_day, f.sub_account_id, f.session_id
    FROM kind k
    JOIN fact.session f USING (business_day, sub_account_id, product)
    WHERE NOT k.is_covered AND f.business_day = ANY (:days::date[])
),
happened AS (
    SELECT source, business_day, sum(number) AS facts
    FROM (SELECT source, business_day, number FROM kind WHERE is_covered
          UNION ALL
          SELECT source, business_day, -1 FROM silent
          UNION ALL
          SELECT f.source, f.business_day, 1
          FROM expected_all_the_same f
          JOIN expected.session e USING (source, sub_account_id, session_id)
          WHERE e.superseded_by IS NULL
          UNION ALL
          SELECT s.source, s.fact_day, 1
          FROM expected_all_the_same f
          JOIN indirect_match s ON s.source = f.source AND s.sub_account_id = f.sub_account_id AND s.fact_session_id = f.session_id
          WHERE s.matched_by = 'CLIENT_REQUEST_ID') AS parts
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
FROM day_count
ON CONFLICT (run_id, business_day, source) DO UPDATE
SET expected = excluded.expected, facts = excluded.facts, matched = excluded.matched, broken = excluded.broken,
    missing = excluded.missing, unexpected = excluded.unexpected;
