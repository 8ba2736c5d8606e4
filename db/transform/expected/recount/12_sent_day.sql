-- grain: one row per day on which something else is expected than before.
-- reads: affected_key, expected.session, gone_session
-- writes: recounted_day
INSERT INTO recounted_day (business_day)
WITH before AS (
    SELECT sub_account_id, session_id, client_request_id, business_day, start_time, product, session_status, destination
    FROM gone_session
    WHERE superseded_by IS NULL
),
after AS (
    SELECT e.sub_account_id, e.session_id, e.client_request_id, e.business_day, e.start_time, e.product, e.session_status,
           e.destination
    FROM expected.session e
    WHERE e.source = :source AND e.superseded_by IS NULL
      AND EXISTS (SELECT FROM affected_key a
                  WHERE a.sub_account_id = e.sub_account_id
                    AND (a.kind = 'SESSION' AND a.key = e.session_id OR a.kind = 'REQUEST' AND a.key = e.client_request_id))
),
otherwise AS (
    (SELECT * FROM before EXCEPT SELECT * FROM after)
    UNION ALL
    (SELECT * FROM after EXCEPT SELECT * FROM before)
)
SELECT DISTINCT business_day FROM otherwise;
