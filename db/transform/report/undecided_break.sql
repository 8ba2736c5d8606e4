-- grain: one row per currency, or none: the breaks that wait for a decision, of the period and of all days up to its end.
-- reads: recon.break
-- writes: nothing
SELECT CASE WHEN amount_at_stake IS NOT NULL THEN currency END AS currency,
       count(*) FILTER (WHERE business_day >= :from)                           AS of_period,
       coalesce(sum(amount_at_stake) FILTER (WHERE business_day >= :from), 0)  AS of_period_at_stake,
       count(*)                                                                AS of_all,
       coalesce(sum(amount_at_stake), 0)                                       AS of_all_at_stake
FROM recon.break
WHERE state IN ('OPEN', 'NOTED') AND business_day <= :to
  AND fact.is_asked(product, :products)
  AND fact.is_asked(sub_account_id, :sub_accounts)
GROUP BY 1
ORDER BY 1
