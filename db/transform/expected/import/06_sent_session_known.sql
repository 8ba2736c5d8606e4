-- grain: one row per staged callflow that has no session id yet, where another line, or an earlier file, knows of exactly one.
-- reads: expected.session, staged
-- writes: staged
-- Those of earlier files are looked up.
UPDATE staged s
SET session_id = known.session_id
FROM (
    SELECT sub_account_id, client_request_id, min(session_id) AS session_id
    FROM (SELECT sub_account_id, client_request_id, session_id
          FROM staged
          UNION
          SELECT r.sub_account_id, r.client_request_id, e.session_id
          FROM (SELECT DISTINCT sub_account_id, client_request_id FROM staged ORDER BY sub_account_id, client_request_id) AS r
          CROSS JOIN LATERAL (SELECT session_id
                              FROM expected.session
                              WHERE superseded_by IS NULL
                                AND source = :source
                                AND sub_account_id = r.sub_account_id
                                AND client_request_id = r.client_request_id
                                AND matched_by IS NULL
                              OFFSET 0) AS e) AS pairs
    WHERE session_id IS NOT NULL AND client_request_id IS NOT NULL
    GROUP BY sub_account_id, client_request_id
    HAVING count(DISTINCT session_id) = 1
) AS known
WHERE s.is_created
  AND s.session_id IS NULL
  AND s.sub_account_id = known.sub_account_id
  AND s.client_request_id = known.client_request_id;
