-- grain: one row per session id and per request id that may count otherwise than before: of a line of the import or, where it
--   replaces its range, of a line of a day and subaccount of that range.
-- reads: expected.import, expected.import_total, expected.sent_line
-- writes: affected_key
INSERT INTO affected_key (sub_account_id, kind, key)
WITH line AS (
    SELECT sub_account_id, session_id, client_request_id FROM expected.sent_line WHERE import_id = :import
    UNION
    SELECT l.sub_account_id, l.session_id, l.client_request_id
    FROM expected.import i
    JOIN expected.import_total t ON t.import_id = i.id
    JOIN expected.sent_line l ON l.sub_account_id = t.sub_account_id
                             AND (l.start_time AT TIME ZONE :zone)::date = t.business_day
    JOIN expected.import other ON other.id = l.import_id
    WHERE i.id = :import AND i.replaces_range AND other.source = :source
)
SELECT sub_account_id, 'SESSION', session_id FROM line WHERE session_id IS NOT NULL
UNION
SELECT sub_account_id, 'REQUEST', client_request_id FROM line WHERE client_request_id IS NOT NULL;
