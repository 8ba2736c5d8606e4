-- One row a session, or a request that never became one, worth another try. Only days of the range are looked at, so the report of a range stays as it is.
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
reason (session_status, why) AS ( -- what may pass by itself; of what has an error code, fact.code tells
    VALUES ('BUSY', 'The line was busy'),
           ('NO_ANSWER', 'Nobody answered'),
           ('FAILED', 'The call could not be put through'),
           ('ERROR', 'Error without a code: the cause is unknown and may have passed')
),
candidate AS (
    SELECT session.*, NULL::text AS request_id, coalesce(code.meaning, reason.why) AS why
    FROM session
    JOIN reason ON reason.session_status = session.session_status
    LEFT JOIN fact.code ON code.family = 'session-error' AND code.code = session.error_code
    WHERE coalesce(code.retryable, session.session_status <> 'ERROR' OR session.error_code IS NULL)
    UNION ALL
    SELECT business_day, product, sub_account_id, NULL, destination, 'NOT_CREATED', status_code, requested_at,
           coalesce(callflow_request_id, client_request_id), code.meaning
    FROM recon.rejected_request
    JOIN fact.code ON code.family = 'api-status' AND code.code = status_code AND code.retryable
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
)
SELECT candidate.business_day,
       candidate.product,
       candidate.sub_account_id,
       candidate.session_id,
       candidate.destination,
       candidate.session_status,
       candidate.error_code,
       candidate.why,
       candidate.start_time,
       candidate.request_id
FROM candidate
WHERE NOT EXISTS (SELECT
                  FROM completed
                  WHERE completed.sub_account_id = candidate.sub_account_id
                    AND completed.destination = candidate.destination
                    AND (completed.product = candidate.product OR candidate.product IS NULL)
                    AND completed.last_start > candidate.start_time)
ORDER BY candidate.business_day,
         candidate.product COLLATE "C" NULLS LAST,
         candidate.sub_account_id COLLATE "C",
         candidate.start_time,
         candidate.session_id COLLATE "C",
         candidate.request_id COLLATE "C"
