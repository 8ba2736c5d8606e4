-- grain: one row per session that is derived anew and has lines that count, with the import of them that has the last word.
-- reads: affected_session, expected.import, expected.leg
-- writes: recounted_session
INSERT INTO recounted_session (sub_account_id, session_id, import_id)
SELECT DISTINCT ON (l.sub_account_id, l.session_id) l.sub_account_id, l.session_id, l.import_id
FROM (SELECT DISTINCT sub_account_id, session_id FROM affected_session) AS a
JOIN expected.leg l ON l.sub_account_id = a.sub_account_id AND l.session_id = a.session_id
JOIN expected.import i ON i.id = l.import_id
WHERE l.source = :source AND l.superseded_by IS NULL
ORDER BY l.sub_account_id, l.session_id, i.rank DESC;
