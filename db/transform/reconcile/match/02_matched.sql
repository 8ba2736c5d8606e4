-- grain: one row per line without an id whose session is another than before, or is known no more: that which a person confirmed,
--   else the only one that it may be, where it is the only line that it may be the session of.
-- reads: candidate, expected.session, fact.place, run.stale_day
-- writes: expected.session, recon.touched_day
-- Their days are to be reconciled.
WITH scope AS (
    SELECT DISTINCT e.id, e.sub_account_id, e.business_day, e.session_id AS before
    FROM run.stale_day s
    JOIN expected.session e ON e.business_day BETWEEN s.business_day - 1 AND s.business_day + 1
    WHERE e.superseded_by IS NULL AND e.is_row AND e.destination NOT LIKE 'erased:%' -- what an erased line was found by stays
),
counted AS (
    SELECT candidate.*,
           count(*) OVER (PARTITION BY id)                                 AS sessions_of_line,
           count(*) OVER (PARTITION BY source, sub_account_id, session_id) AS lines_of_session
    FROM candidate
),
identity AS (
    SELECT id, session_id, fact_day, CASE WHEN is_confirmed THEN 'CONFIRMED' ELSE 'DESTINATION_TIME' END AS rule
    FROM counted
    WHERE is_confirmed OR sessions_of_line = 1 AND lines_of_session = 1
),
changed AS (
    UPDATE expected.session e
    SET session_id = identity.session_id, matched_by = identity.rule
    FROM scope
    LEFT JOIN identity USING (id)
    WHERE e.id = scope.id
      AND (e.session_id, e.matched_by) IS DISTINCT FROM (identity.session_id, identity.rule)
    RETURNING scope.sub_account_id, scope.business_day, scope.before, identity.fact_day
)
INSERT INTO recon.touched_day (business_day)
SELECT business_day FROM changed
UNION
SELECT fact_day FROM changed WHERE fact_day IS NOT NULL
UNION
SELECT f.business_day FROM changed JOIN fact.place f ON f.sub_account_id = changed.sub_account_id AND f.session_id = changed.before
ON CONFLICT DO NOTHING;
