-- grain: one row per request of the staged file that 8x8 refused; of several lines about one, the last counts.
-- reads: expected.import, staged
-- writes: expected.rejected_request
-- One whose session a later line of the file created is none.
INSERT INTO expected.rejected_request
    (import_id, line, source, sub_account_id, request_key, callflow_request_id, client_request_id, business_day, requested_at,
     product, destination, status_code, status_message)
WITH refused AS (
    SELECT DISTINCT ON (sub_account_id, request_key) *
    FROM staged
    WHERE NOT is_created
    ORDER BY sub_account_id, request_key, line DESC
)
SELECT :import, line, :source, sub_account_id, request_key, callflow_request_id, client_request_id,
       (coalesce(start_time, taken.imported_at) AT TIME ZONE :zone)::date, start_time, product, destination, status_code,
       status_message
FROM refused
CROSS JOIN (SELECT imported_at FROM expected.import WHERE id = :import) AS taken
WHERE NOT EXISTS (SELECT FROM staged created
                  WHERE created.is_created
                    AND created.sub_account_id = refused.sub_account_id
                    AND created.client_request_id = refused.client_request_id
                    AND created.line > refused.line)
  AND NOT EXISTS (SELECT FROM staged created
                  WHERE created.is_created
                    AND created.sub_account_id = refused.sub_account_id
                    AND created.request_key = refused.request_key
                    AND created.line > refused.line)
ORDER BY line;
