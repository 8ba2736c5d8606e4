-- One row a business day, product, subaccount, finding and detail; a session may show several findings.
WITH session AS (
    SELECT session.*,
           EXISTS (
               SELECT 1
               FROM fact.call_leg AS leg
               WHERE leg.sub_account_id = session.sub_account_id
                 AND leg.session_id = session.session_id
           ) AS has_legs
    FROM fact.session
    WHERE session.business_day BETWEEN :from AND :to
),
finding AS ( -- one row a session and finding
    SELECT session.*, checked.finding, checked.detail
    FROM session
    CROSS JOIN LATERAL (
        VALUES ('Status never heard of',
                session_status,
                session_status NOT IN ('COMPLETED', 'NO_ANSWER', 'BUSY', 'CANCELED', 'FAILED', 'ERROR',
                    'COMPLETED_UNSUBSCRIBED', 'COMPLETED_UNSUB_ERROR', 'UNSUBSCRIBED_CONTACT')),
               ('Error code never heard of',
                error_code::text,
                error_code NOT BETWEEN -2010 AND -2001 AND error_code <> -9999),
               ('Error without a code', error_message, session_status = 'ERROR' AND error_code IS NULL),
               ('Session without legs', session_status, NOT has_legs),
               ('Completed without call time', NULL, session_status = 'COMPLETED' AND total_call_seconds = 0),
               ('No end time', NULL, end_time IS NULL),
               ('End before start', NULL, end_time < start_time),
               ('Product not told by URL or subaccount',
                'decided by: ' || lower(product_decided_by),
                product_decided_by NOT IN ('URL', 'SUBACCOUNT'))
    ) AS checked (finding, detail, holds)
    WHERE checked.holds
)
SELECT business_day,
       product,
       sub_account_id,
       finding,
       detail,
       count(*) AS sessions,
       (array_agg(session_id ORDER BY start_time, session_id COLLATE "C"))[1] AS example_session_id
FROM finding
GROUP BY business_day, product, sub_account_id, finding, detail
ORDER BY business_day,
         product COLLATE "C",
         sub_account_id COLLATE "C",
         finding COLLATE "C",
         detail COLLATE "C"
