-- One row a business day, product, subaccount and country called, of the sessions that ended in :status.
WITH counted AS (
    SELECT business_day, product, sub_account_id, destination_country,
           count(*) FILTER (WHERE session_status = :status)               AS sessions,
           sum(count(*)) OVER (PARTITION BY business_day, product)        AS of_all
    FROM fact.session
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
    GROUP BY business_day, product, sub_account_id, destination_country
)
SELECT business_day,
       product,
       sub_account_id,
       destination_country,
       sessions,
       round(sessions / of_all, 4) AS share
FROM counted
WHERE sessions > 0
ORDER BY business_day, product COLLATE "C", sub_account_id COLLATE "C", destination_country COLLATE "C"
