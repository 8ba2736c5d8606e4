-- grain: one row per current callflow of whose request, by the client's own id, the staged file speaks, and whose session was not
--   known or was learnt from its fact: this import takes its place, or takes it back where 8x8 refused the request.
-- reads: expected.session, staged
-- writes: expected.session
-- Each is looked up.
UPDATE expected.session e
SET superseded_by = :import
FROM (SELECT DISTINCT sub_account_id, client_request_id FROM staged ORDER BY sub_account_id, client_request_id) AS s
CROSS JOIN LATERAL (SELECT current.id
                    FROM expected.session current
                    WHERE current.superseded_by IS NULL
                      AND current.source = :source
                      AND current.sub_account_id = s.sub_account_id
                      AND current.client_request_id = s.client_request_id
                      AND (current.session_id IS NULL OR current.matched_by IS NOT NULL)
                    OFFSET 0) AS known
WHERE e.id = known.id
  AND e.sub_account_id = s.sub_account_id;
