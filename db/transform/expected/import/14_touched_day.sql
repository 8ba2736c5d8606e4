-- grain: one row per day on which this import added or superseded an expected session or a refused request.
-- reads: expected.rejected_request, expected.session
-- writes: expected.touched_day
INSERT INTO expected.touched_day (business_day, import_id)
SELECT business_day, :import::bigint
FROM expected.session
WHERE import_id = :import OR superseded_by = :import
UNION
SELECT business_day, :import
FROM expected.rejected_request
WHERE import_id = :import OR superseded_by = :import;
