CREATE OR REPLACE VIEW expected.day_change AS
SELECT t.business_day, i.id AS import_id, i.file_name, 'imported' AS what, i.imported_at AS at
FROM expected.touched_day t
JOIN expected.import i ON i.id = t.import_id
UNION ALL
SELECT t.business_day, i.id, i.file_name, CASE e.kind WHEN 'WITHDRAWN' THEN 'withdrawn' ELSE 'counts again' END, e.at
FROM expected.touched_day t
JOIN expected.import i ON i.id = t.import_id
JOIN expected.import_event e ON e.import_id = i.id AND e.kind <> 'IMPORTED';
COMMENT ON VIEW expected.day_change IS 'One row per day and thing that happened to an import that speaks of it.';
