-- One row a session worth another try. Only days of the range are looked at, so the report of a range stays as it is.
WITH session AS (
    SELECT business_day, product, sub_account_id, session_id, destination, session_status, error_code, start_time
    FROM fact.called_session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
completed AS ( -- one row a destination that was reached: when the last of its calls that were completed began
    SELECT sub_account_id, product, destination, max(start_time) AS last_start
    FROM session
    WHERE fact.is_completed(session_status)
    GROUP BY sub_account_id, product, destination
),
reason (session_status, error_code, why) AS ( -- the rest (-2003, -2004, -2006, -2008, -2009) fails again as it is
    VALUES ('BUSY', NULL::integer, 'The line was busy'),
           ('NO_ANSWER', NULL, 'Nobody answered'),
           ('FAILED', NULL, 'The call could not be put through'),
           ('ERROR', NULL, 'Error without a code: the cause is unknown and may have passed'),
           ('ERROR', -2001, 'Internal error at 8x8, which may have passed'),
           ('ERROR', -2002, 'Connectivity error inside 8x8, which may have passed'),
           ('ERROR', -2005, 'Text-to-speech failed at 8x8, which may have passed'),
           ('ERROR', -2007, 'The validity period ran out before the call was made'),
           ('ERROR', -2010, 'All lines of the trunk were taken'),
           ('ERROR', -9999, 'Unknown error at 8x8, which may have passed')
)
SELECT session.business_day,
       session.product,
       session.sub_account_id,
       session.session_id,
       session.destination,
       session.session_status,
       session.error_code,
       reason.why,
       session.start_time
FROM session
JOIN reason ON reason.session_status = session.session_status
    AND (reason.session_status <> 'ERROR' OR reason.error_code IS NOT DISTINCT FROM session.error_code)
LEFT JOIN completed ON completed.sub_account_id = session.sub_account_id
    AND completed.product = session.product
    AND completed.destination = session.destination
WHERE completed.last_start IS NULL OR completed.last_start <= session.start_time
ORDER BY session.business_day,
         session.product COLLATE "C",
         session.sub_account_id COLLATE "C",
         session.start_time,
         session.session_id COLLATE "C"
