-- grain: one row per line of one import that has an affected id: as if its file were imported now.
-- reads: affected_key, expected.sent_line
-- writes: staged
CREATE TEMPORARY TABLE staged ON COMMIT DROP AS
SELECT line, is_created, sub_account_id, session_id, client_request_id, is_row, product, start_time, session_status, destination,
       callflow_request_id, status_code, status_message, request_key, product_spelling
FROM expected.sent_line l
WHERE import_id = :import
  AND EXISTS (SELECT FROM affected_key a
              WHERE a.sub_account_id = l.sub_account_id
                AND (a.kind = 'SESSION' AND a.key = l.session_id OR a.kind = 'REQUEST' AND a.key = l.client_request_id));
