-- One row a product and error code; a session in error without one has a row of its own kind.
WITH session AS (
    SELECT product, error_code,
           session_status = 'ERROR' OR error_code IS NOT NULL OR error_message IS NOT NULL AS is_error
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
counted AS (
    SELECT product, error_code, count(*) FILTER (WHERE is_error) AS sessions, sum(count(*)) OVER (PARTITION BY product) AS of_all
    FROM session
    GROUP BY product, error_code
)
SELECT product,
       error_code,
       CASE WHEN error_code IS NULL THEN 'Error without a code'
            ELSE coalesce(meaning, 'Not among the known codes') END AS meaning,
       coalesce(remedy, 'Ask 8x8 support what it means, with a session id.') AS what_to_do,
       sessions,
       round(sessions / of_all, 4) AS share,
       CASE WHEN retryable OR error_code IS NULL THEN 'yes' ELSE 'no' END AS another_try
FROM counted
LEFT JOIN fact.code ON code.family = 'session-error' AND code.code = counted.error_code
WHERE sessions > 0
ORDER BY product COLLATE "C", sessions DESC, error_code
