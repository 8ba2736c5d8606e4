-- grain: one row per current session of an import of lower rank, in the range that this import replaces, of which its file does
--   not speak.
-- reads: expected.import, expected.import_total
-- writes: expected.session
UPDATE expected.session e
SET superseded_by = :import
FROM expected.import i
CROSS JOIN expected.import earlier
WHERE i.id = :import AND i.replaces_range
  AND earlier.id = e.import_id AND earlier.rank < i.rank
  AND e.source = :source AND e.superseded_by IS NULL
  AND EXISTS (SELECT FROM expected.import_total t
              WHERE t.import_id = i.id AND t.sub_account_id = e.sub_account_id AND t.business_day = e.business_day);
