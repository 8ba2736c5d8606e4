-- grain: one row per product with sessions in the period or in the one of equal length before it, which begins at :before.
-- reads: fact.session
-- writes: nothing
WITH counted AS (
    SELECT product,
           count(*) FILTER (WHERE business_day >= :from)                                          AS sessions,
           count(*) FILTER (WHERE business_day >= :from AND fact.is_completed(session_status))    AS completed,
           count(*) FILTER (WHERE business_day < :from)                                           AS sessions_before
    FROM fact.session
    WHERE business_day BETWEEN :before AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY product
)
SELECT product, sessions, completed, fact.completion_rate(completed, sessions) AS completion_rate, sessions_before
FROM counted
ORDER BY product COLLATE "C"
