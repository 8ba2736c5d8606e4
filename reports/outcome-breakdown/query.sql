-- One row a business day, product, subaccount and session status that occurs.
SELECT business_day,
       product,
       sub_account_id,
       session_status,
       count(*) AS sessions,
       round(count(*) / sum(count(*)) OVER (PARTITION BY business_day, product, sub_account_id), 4) AS share,
       sum(total_call_seconds) AS call_seconds
FROM fact.session
WHERE business_day BETWEEN :from AND :to
  AND fact.is_asked(product, :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
GROUP BY business_day, product, sub_account_id, session_status
ORDER BY business_day, product COLLATE "C", sub_account_id COLLATE "C", session_status COLLATE "C"
