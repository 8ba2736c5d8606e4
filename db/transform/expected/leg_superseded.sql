-- One row a current leg of which the staged file speaks: this import takes its place.
UPDATE expected.leg l
SET superseded_by = :import
FROM (SELECT DISTINCT sub_account_id, session_id, call_id FROM staged) AS s
WHERE l.superseded_by IS NULL
  AND l.source = :source
  AND l.sub_account_id = s.sub_account_id
  AND l.session_id = s.session_id
  AND l.call_id = s.call_id;
