-- One row a product and period: the one asked for, the one before it, and the one that holds the same weekdays.
WITH shift (number, period, days) AS (
    SELECT 1, 'This period', 0
    UNION ALL
    SELECT 2, 'The one before', :to::date - :from::date + 1
    UNION ALL
    SELECT 3, 'Same weekdays', (:to::date - :from::date + 7) / 7 * 7
),
span AS (
    SELECT number, period, :from::date - days AS from_day, :to::date - days AS to_day
    FROM shift
),
by_day AS ( -- one row a product and day: each session is looked at once, though periods may have days in common
    SELECT product, business_day,
           count(*) AS sessions,
           count(*) FILTER (WHERE fact.is_completed(session_status)) AS completed,
           count(*) FILTER (WHERE session_status = 'NO_ANSWER') AS no_answer,
           count(*) FILTER (WHERE session_status = 'BUSY') AS busy,
           count(*) FILTER (WHERE session_status = 'FAILED') AS failed,
           count(*) FILTER (WHERE session_status = 'ERROR') AS error,
           sum(total_call_seconds) AS call_seconds
    FROM fact.session
    WHERE business_day BETWEEN :from::date - (:to::date - :from::date + 7) / 7 * 7 AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY product, business_day
),
counted AS (
    SELECT product, number, sum(sessions) AS sessions, sum(completed) AS completed, sum(no_answer) AS no_answer, sum(busy) AS busy,
           sum(failed) AS failed, sum(error) AS error, sum(call_seconds) AS call_seconds
    FROM span
    JOIN by_day ON business_day BETWEEN from_day AND to_day
    GROUP BY product, number
),
compared AS (
    SELECT product, number, coalesce(sessions, 0) AS sessions, coalesce(completed, 0) AS completed,
           coalesce(no_answer, 0) AS no_answer, coalesce(busy, 0) AS busy, coalesce(failed, 0) AS failed,
           coalesce(error, 0) AS error, coalesce(call_seconds, 0) AS call_seconds,
           fact.completion_rate(completed, sessions) AS completion_rate
    FROM (SELECT DISTINCT product FROM counted) AS every
    CROSS JOIN span
    LEFT JOIN counted USING (product, number)
)
SELECT c.product,
       s.period,
       s.from_day,
       s.to_day,
       c.sessions,
       CASE WHEN c.number > 1 THEN round(this.sessions::numeric / nullif(c.sessions, 0) - 1, 4) END AS change,
       c.completed,
       c.completion_rate,
       CASE WHEN c.number > 1 THEN (this.completion_rate - c.completion_rate) * 100 END AS points,
       c.no_answer,
       c.busy,
       c.failed,
       c.error,
       c.call_seconds
FROM compared AS c
JOIN span AS s USING (number)
JOIN compared AS this ON this.product = c.product AND this.number = 1
WHERE c.sessions > 0 OR c.number = 1 -- where nothing was before, nothing is compared
ORDER BY c.product COLLATE "C", c.number
