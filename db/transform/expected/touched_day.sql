-- One row a day on which this import added or superseded an expected session.
INSERT INTO expected.touched_day (business_day, import_id)
SELECT DISTINCT business_day, :import::bigint
FROM expected.session
WHERE import_id = :import OR superseded_by = :import;
