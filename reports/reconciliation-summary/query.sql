-- One row a business day, product, source, outcome and currency; a session billed in two currencies is in two rows.
WITH result AS (
    SELECT business_day, product, source, outcome, sub_account_id, session_id
    FROM recon.result
    WHERE business_day BETWEEN :from AND :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
),
billed AS ( -- one row a session, source and currency
    SELECT source, sub_account_id, session_id, leg.currency, sum(leg.total_price) AS amount
    FROM result
    JOIN recon.billed_line AS leg USING (source, sub_account_id, session_id)
    WHERE leg.total_price IS NOT NULL
    GROUP BY source, sub_account_id, session_id, leg.currency
)
SELECT result.business_day,
       result.product,
       result.source,
       result.outcome,
       count(*) AS sessions,
       sum(billed.amount) AS billed_amount,
       billed.currency
FROM result
LEFT JOIN billed USING (source, sub_account_id, session_id)
GROUP BY result.business_day, result.product, result.source, result.outcome, billed.currency, billed.amount IS NULL
ORDER BY result.business_day,
         result.product COLLATE "C",
         result.source COLLATE "C",
         result.outcome COLLATE "C",
         billed.currency COLLATE "C",
         billed.amount IS NULL
