-- grain: one row per other import that this one took lines from, or that took lines from this one: how many.
-- reads: expected.import, expected.leg, expected.session
-- writes: nothing
-- A line of a bill is a call leg, of other sources a session.
WITH line AS (
    SELECT import_id, superseded_by FROM expected.leg WHERE :source = '8x8-log-export' AND import_id = :import
    UNION ALL
    SELECT import_id, superseded_by FROM expected.leg WHERE :source = '8x8-log-export' AND superseded_by = :import
    UNION ALL
    SELECT import_id, superseded_by FROM expected.session WHERE :source <> '8x8-log-export' AND import_id = :import
    UNION ALL
    SELECT import_id, superseded_by FROM expected.session WHERE :source <> '8x8-log-export' AND superseded_by = :import
)
SELECT CASE WHEN l.superseded_by = :import THEN l.import_id ELSE l.superseded_by END AS import_id,
       l.superseded_by = :import AS is_by_this, other.file_name, count(*) AS lines
FROM line l
JOIN expected.import other ON other.id = CASE WHEN l.superseded_by = :import THEN l.import_id ELSE l.superseded_by END
WHERE l.superseded_by IS NOT NULL AND l.superseded_by <> l.import_id
GROUP BY 1, 2, 3
ORDER BY 2, 1;
