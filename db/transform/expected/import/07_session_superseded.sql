-- grain: one row per current session of which the staged file of the same source speaks: this import takes its place.
-- reads: expected.session, staged
-- writes: expected.session
-- Each is looked up.
UPDATE expected.session e
SET superseded_by = :import
FROM (SELECT DISTINCT sub_account_id, session_id FROM staged ORDER BY sub_account_id, session_id) AS s
CROSS JOIN LATERAL (SELECT current.id
                    FROM expected.session current
                    WHERE current.superseded_by IS NULL
                      AND current.source = :source
                      AND current.sub_account_id = s.sub_account_id
                      AND current.session_id = s.session_id
                    OFFSET 0) AS known
WHERE e.id = known.id
  AND e.sub_account_id = s.sub_account_id;
