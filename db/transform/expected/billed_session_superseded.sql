-- One row a current session of which the staged file bills a leg: this import takes its place.
UPDATE expected.session e
SET superseded_by = :import
FROM (SELECT DISTINCT sub_account_id, session_id FROM staged) AS s
WHERE e.superseded_by IS NULL
  AND e.source = :source
  AND e.sub_account_id = s.sub_account_id
  AND e.session_id = s.session_id;
