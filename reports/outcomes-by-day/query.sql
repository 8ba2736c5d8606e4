-- One row a business day and product.
WITH counted AS (
    SELECT business_day,
           product,
           count(*) FILTER (WHERE fact.is_completed(session_status))
               AS completed,
           count(*) FILTER (WHERE session_status = 'NO_ANSWER') AS no_answer,
           count(*) FILTER (WHERE session_status = 'BUSY') AS busy,
           count(*) FILTER (WHERE session_status = 'CANCELED') AS canceled,
           count(*) FILTER (WHERE session_status = 'FAILED') AS failed,
           count(*) FILTER (WHERE session_status = 'ERROR') AS error,
           count(*) AS sessions
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY business_day, product
)
SELECT business_day,
       product,
       completed,
       no_answer,
       busy,
       canceled,
       failed,
       error,
       sessions - completed - no_answer - busy - canceled - failed - error AS other,
       sessions,
       fact.completion_rate(completed, sessions) AS completion_rate
FROM counted
ORDER BY business_day, product COLLATE "C"
