-- One row a business day, product, error code and message; a session without either counts where its status is ERROR.
WITH counted AS (
    SELECT business_day, product, error_code, error_message, count(*) AS sessions
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
      AND (session_status = 'ERROR' OR error_code IS NOT NULL OR error_message IS NOT NULL)
    GROUP BY business_day, product, error_code, error_message
)
SELECT counted.business_day,
       counted.product,
       counted.error_code,
       counted.error_message,
       counted.sessions,
       CASE WHEN counted.error_code IS NOT NULL THEN coalesce(code.meaning, 'Not among the known codes') END AS meaning
FROM counted
LEFT JOIN fact.code ON code.family = 'session-error' AND code.code = counted.error_code
ORDER BY business_day, product COLLATE "C", error_code, error_message COLLATE "C"
