-- One row a current leg of which the staged file speaks: this import takes its place. Each is looked up, in the order of the index,
-- so that what was imported before costs nothing.
UPDATE expected.leg l
SET superseded_by = :import
FROM (SELECT DISTINCT sub_account_id, session_id, call_id FROM staged ORDER BY sub_account_id, session_id) AS s
CROSS JOIN LATERAL (SELECT current.id
                    FROM expected.leg current
                    WHERE current.superseded_by IS NULL
                      AND current.source = :source
                      AND current.sub_account_id = s.sub_account_id
                      AND current.session_id = s.session_id
                      AND current.call_id = s.call_id
                    OFFSET 0) AS known
WHERE l.id = known.id
  AND l.sub_account_id = s.sub_account_id;
