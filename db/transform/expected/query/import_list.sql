-- grain: one row per import, the newest word first: its state, and what its file says.
-- reads: expected.import, expected.import_event, expected.import_total, expected.leg, expected.session
-- writes: nothing
-- With a source or days, only those of them.
WITH wanted AS (
    SELECT i.*
    FROM expected.import i
    WHERE (:source::text IS NULL OR i.source = :source)
      AND (:id::bigint IS NULL OR i.id = :id)
      AND (:from::date IS NULL
           OR EXISTS (SELECT FROM expected.import_total t
                      WHERE t.import_id = i.id AND t.business_day BETWEEN :from::date AND :to::date))
    ORDER BY i.rank DESC
    LIMIT :limit
),
total AS (
    SELECT import_id, min(business_day) AS first_day, max(business_day) AS last_day
    FROM expected.import_total
    WHERE import_id IN (SELECT id FROM wanted)
    GROUP BY import_id
),
line AS (
    SELECT import_id, count(*) AS lines, count(*) FILTER (WHERE superseded_by IS NULL) AS counting
    FROM expected.leg
    WHERE import_id = ANY (ARRAY(SELECT id FROM wanted WHERE source = '8x8-log-export'))
    GROUP BY import_id
    UNION ALL
    SELECT import_id, count(*), count(*) FILTER (WHERE superseded_by IS NULL)
    FROM expected.session
    WHERE import_id = ANY (ARRAY(SELECT id FROM wanted WHERE source <> '8x8-log-export'))
    GROUP BY import_id
)
SELECT w.id, w.source, w.file_name, w.imported_at, w.rows, w.skipped, w.replaces_range, w.withdrawn_at,
       t.first_day, t.last_day, coalesce(l.lines, 0) AS lines, coalesce(l.counting, 0) AS counting,
       (SELECT e.by_whom FROM expected.import_event e WHERE e.import_id = w.id AND e.kind = 'IMPORTED' ORDER BY e.id LIMIT 1)
           AS imported_by,
       CASE WHEN w.withdrawn_at IS NOT NULL THEN 'WITHDRAWN'
            WHEN coalesce(l.counting, 0) = coalesce(l.lines, 0) THEN 'COUNTS'
            WHEN l.counting = 0 THEN 'SUPERSEDED'
            ELSE 'PARTLY_SUPERSEDED' END AS state
FROM wanted w
LEFT JOIN total t ON t.import_id = w.id
LEFT JOIN line l ON l.import_id = w.id
ORDER BY w.rank DESC;
