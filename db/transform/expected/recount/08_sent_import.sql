-- grain: one row per import that counts and has to do with the affected ids: by a line, or by its range.
-- reads: affected_key, expected.import, expected.sent_line
-- writes: nothing
-- In the order of their rank.
SELECT i.id
FROM expected.import i
WHERE i.source = :source AND i.withdrawn_at IS NULL
  AND (i.replaces_range
       OR i.id IN (SELECT l.import_id
                   FROM expected.sent_line l
                   JOIN affected_key a ON a.sub_account_id = l.sub_account_id
                                      AND a.key = CASE a.kind WHEN 'SESSION' THEN l.session_id ELSE l.client_request_id END))
ORDER BY i.rank;
