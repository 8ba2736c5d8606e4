-- grain: one row per callflow of the staged file; of several lines about one, the last that says something counts.
-- reads: staged
-- writes: expected.session
-- One that has no session yet is none where a later line says that 8x8 refused it.
INSERT INTO expected.session
    (import_id, line, source, sub_account_id, session_id, client_request_id, business_day, start_time, product,
     session_status, destination, is_row, callflow_request_id, status_code, status_message,
     product_spelling)
WITH callflows AS (
    SELECT sub_account_id, session_id,
           min(line)                                                                                  AS line,
           (array_agg(client_request_id ORDER BY line DESC) FILTER (WHERE client_request_id IS NOT NULL))[1]
                                                                                                      AS client_request_id,
           bool_or(is_row)                                                                            AS is_row,
           min(start_time)                                                                            AS start_time,
           (array_agg(product ORDER BY line DESC) FILTER (WHERE product IS NOT NULL))[1]               AS product,
           (array_agg(session_status ORDER BY line DESC) FILTER (WHERE session_status IS NOT NULL))[1] AS session_status,
           (array_agg(product_spelling ORDER BY line DESC) FILTER (WHERE product_spelling IS NOT NULL))[1]
                                                                                                      AS product_spelling,
           (array_agg(destination ORDER BY line DESC) FILTER (WHERE destination IS NOT NULL))[1]       AS destination,
           (array_agg(callflow_request_id ORDER BY line DESC) FILTER (WHERE callflow_request_id IS NOT NULL))[1]
                                                                                                      AS callflow_request_id,
           (array_agg(status_code ORDER BY line DESC) FILTER (WHERE status_code IS NOT NULL))[1]       AS status_code,
           (array_agg(status_message ORDER BY line DESC) FILTER (WHERE status_message IS NOT NULL))[1]    AS status_message
    FROM staged s
    WHERE is_created
      AND NOT EXISTS (SELECT FROM staged refused
                      WHERE NOT refused.is_created
                        AND refused.sub_account_id = s.sub_account_id
                        AND refused.client_request_id = s.client_request_id
                        AND refused.line > s.line
                        AND s.session_id IS NULL)
    GROUP BY sub_account_id, session_id, CASE WHEN session_id IS NULL THEN client_request_id END
)
SELECT :import, line, :source, sub_account_id, session_id, client_request_id, (start_time AT TIME ZONE :zone)::date,
       start_time, product, session_status, destination, is_row, callflow_request_id, status_code,
       status_message, CASE WHEN product IS NULL THEN product_spelling END
FROM callflows
ORDER BY line;
