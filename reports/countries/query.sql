-- One row per product and country called.
WITH counted AS (
    SELECT product, destination_country,
           count(*) AS sessions,
           count(*) FILTER (WHERE fact.is_completed(session_status)) AS completed,
           count(*) FILTER (WHERE session_status = 'NO_ANSWER') AS no_answer,
           count(*) FILTER (WHERE session_status = 'BUSY') AS busy,
           count(*) FILTER (WHERE session_status = 'FAILED') AS failed,
           count(*) FILTER (WHERE session_status = 'ERROR') AS error
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY product, destination_country
)
SELECT product,
       destination_country,
       sessions,
       completed,
       no_answer,
       round(no_answer::numeric / sessions, 4) AS no_answer_share,
       busy,
       round(busy::numeric / sessions, 4) AS busy_share,
       failed,
       round(failed::numeric / sessions, 4) AS failed_share,
       error,
       round(error::numeric / sessions, 4) AS error_share,
       sessions - completed - no_answer - busy - failed - error AS other
FROM counted
ORDER BY product COLLATE "C", destination_country COLLATE "C"
