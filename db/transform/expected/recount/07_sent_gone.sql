-- grain: one row per expected session of the affected ids, whether it counts or not: it goes, and is derived anew from the lines
--   that count.
-- reads: affected_key
-- writes: expected.session, gone_session
WITH gone AS (
    DELETE FROM expected.session e
    WHERE e.source = :source
      AND (EXISTS (SELECT FROM affected_key a
                   WHERE a.sub_account_id = e.sub_account_id AND a.kind = 'REQUEST' AND a.key = e.client_request_id)
           OR e.matched_by IS NULL
              AND EXISTS (SELECT FROM affected_key a
                          WHERE a.sub_account_id = e.sub_account_id AND a.kind = 'SESSION' AND a.key = e.session_id))
    RETURNING e.*
)
INSERT INTO gone_session
    (sub_account_id, session_id, client_request_id, business_day, start_time, product, session_status, destination, is_row,
     matched_by, import_id, superseded_by)
SELECT sub_account_id, session_id, client_request_id, business_day, start_time, product, session_status, destination, is_row,
       matched_by, import_id, superseded_by
FROM gone;
