-- One row a bucket of age at the end of the range, source, kind, state and currency, of the breaks of its days and all before.
WITH aged AS (
    SELECT (:to::date + 1) - (first_seen AT TIME ZONE :time_zone)::date AS days, source, kind, state, amount_at_stake,
           CASE WHEN amount_at_stake IS NOT NULL THEN currency END AS currency
    FROM recon.break
    WHERE state <> 'RESOLVED' AND business_day <= :to
      AND fact.is_asked(product, :products)
      AND fact.is_asked(sub_account_id, :sub_accounts)
)
SELECT CASE WHEN days <= 1 THEN '0–1' WHEN days <= 7 THEN '2–7' WHEN days <= 30 THEN '8–30'
            WHEN days <= 90 THEN '31–90' ELSE '> 90' END AS age,
       source, kind, state, count(*) AS breaks, sum(amount_at_stake) AS amount_at_stake, currency
FROM aged
GROUP BY 1, source, kind, state, currency
ORDER BY min(CASE WHEN days <= 1 THEN 1 WHEN days <= 7 THEN 2 WHEN days <= 30 THEN 3 WHEN days <= 90 THEN 4 ELSE 5 END),
         source COLLATE "C", kind COLLATE "C", state COLLATE "C", currency COLLATE "C"
