-- One row a current callflow of which the staged file speaks, by its session id or, where it has none, by the client's own
-- id: this import takes its place, or takes it back where 8x8 refused the request. Each is looked up.
UPDATE expected.session e
SET superseded_by = :import
FROM (
    SELECT s.sub_account_id, known.id
    FROM (SELECT DISTINCT sub_account_id, session_id FROM staged ORDER BY sub_account_id, session_id) AS s
    CROSS JOIN LATERAL (SELECT id
                        FROM expected.session
                        WHERE superseded_by IS NULL
                          AND source = :source
                          AND sub_account_id = s.sub_account_id
                          AND session_id = s.session_id
                        OFFSET 0) AS known
    UNION
    SELECT s.sub_account_id, known.id
    FROM (SELECT DISTINCT sub_account_id, client_request_id FROM staged ORDER BY sub_account_id, client_request_id) AS s
    CROSS JOIN LATERAL (SELECT id
                        FROM expected.session
                        WHERE superseded_by IS NULL
                          AND source = :source
                          AND sub_account_id = s.sub_account_id
                          AND client_request_id = s.client_request_id
                          AND (session_id IS NULL OR identified_by IS NOT NULL)
                        OFFSET 0) AS known
) AS taken
WHERE e.id = taken.id
  AND e.sub_account_id = taken.sub_account_id;
