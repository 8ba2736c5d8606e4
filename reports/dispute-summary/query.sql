-- One row a kind and currency of the breaks that are disputed.
WITH disputed AS (
    SELECT kind, sub_account_id, session_id, client_request_id, amount_at_stake,
           CASE WHEN amount_at_stake IS NOT NULL THEN currency END AS currency
    FROM recon.break
    WHERE business_day BETWEEN :from AND :to AND state = 'DISPUTED'
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
)
SELECT kind, count(*) AS breaks, count(DISTINCT (sub_account_id, session_id, client_request_id)) AS sessions,
       sum(amount_at_stake) AS amount_at_stake, currency
FROM disputed
GROUP BY kind, currency
ORDER BY kind COLLATE "C", currency COLLATE "C"
