-- grain: one row per age of unresolved breaks and currency: how many, and what is at stake.
-- reads: recon.break
-- writes: nothing
WITH aged AS (
    SELECT amount_at_stake, CASE WHEN amount_at_stake IS NOT NULL THEN currency END AS currency,
           floor(extract(epoch FROM :now::timestamptz - first_seen) / 86400) AS days
    FROM recon.break
    WHERE state NOT IN ('RESOLVED', 'ACCEPTED')
),
bucketed AS (
    SELECT amount_at_stake, currency,
           CASE WHEN days <= 1 THEN 1 WHEN days <= 7 THEN 2 WHEN days <= 30 THEN 3 WHEN days <= 90 THEN 4 ELSE 5 END AS bucket
    FROM aged
)
SELECT (ARRAY['0–1', '2–7', '8–30', '31–90', '> 90'])[bucket] AS age, count(*) AS breaks,
       sum(amount_at_stake) AS amount_at_stake, currency
FROM bucketed
GROUP BY bucket, currency
ORDER BY bucket, currency COLLATE "C" NULLS LAST
