-- grain: one row per line of the staged file, as it has it, before anything is learnt from other lines.
-- reads: staged
-- writes: expected.sent_line
INSERT INTO expected.sent_line
    (import_id, line, is_created, sub_account_id, session_id, client_request_id, is_row, product, start_time, session_status,
     destination, callflow_request_id, status_code, status_message, request_key, product_spelling)
SELECT :import, line, is_created, sub_account_id, session_id, client_request_id, is_row, product, start_time, session_status,
       destination, callflow_request_id, status_code, status_message, request_key,
       product_spelling
FROM staged
ORDER BY line;
