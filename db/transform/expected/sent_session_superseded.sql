-- One row a current callflow of which the staged file speaks, by its session id or, where it has none, by the client's own
-- id: this import takes its place, or takes it back where 8x8 refused the request.
UPDATE expected.session e
SET superseded_by = :import
WHERE e.id IN (
    SELECT e.id
    FROM staged s
    JOIN expected.session e USING (sub_account_id, session_id)
    WHERE e.superseded_by IS NULL AND e.source = :source
    UNION
    SELECT e.id
    FROM staged s
    JOIN expected.session e USING (sub_account_id, client_request_id)
    WHERE e.superseded_by IS NULL AND e.source = :source AND (e.session_id IS NULL OR e.identified_by IS NOT NULL)
);
