-- grain: one row per id that stands on a line together with an affected one, and is not known to be affected yet.
-- reads: affected_key, expected.import, expected.sent_line
-- writes: affected_key
-- A line of any import of the source, since a session may have been learnt from it.
INSERT INTO affected_key (sub_account_id, kind, key)
WITH pair AS (
    SELECT DISTINCT l.sub_account_id, l.session_id, l.client_request_id
    FROM expected.sent_line l
    JOIN expected.import i ON i.id = l.import_id
    WHERE i.source = :source AND l.session_id IS NOT NULL AND l.client_request_id IS NOT NULL
)
SELECT p.sub_account_id, 'SESSION', p.session_id
FROM pair p
JOIN affected_key a ON a.sub_account_id = p.sub_account_id AND a.kind = 'REQUEST' AND a.key = p.client_request_id
UNION
SELECT p.sub_account_id, 'REQUEST', p.client_request_id
FROM pair p
JOIN affected_key a ON a.sub_account_id = p.sub_account_id AND a.kind = 'SESSION' AND a.key = p.session_id
EXCEPT
SELECT sub_account_id, kind, key FROM affected_key;
