-- grain: one row per day of those asked for: what became of its deliveries, how many facts it has, how many breaks are open.
-- reads: parse.outcome, recon.break
-- writes: nothing
WITH days AS (
    SELECT unnest(:days::date[]) AS business_day
),
deliveries AS (
    SELECT business_day, count(*) AS deliveries,
           count(*) FILTER (WHERE outcome = 'FACT')        AS facts,
           count(*) FILTER (WHERE outcome = 'DUPLICATE')   AS duplicates,
           count(*) FILTER (WHERE outcome = 'SUPERSEDED')  AS superseded,
           count(*) FILTER (WHERE outcome = 'QUARANTINED') AS quarantined,
           count(*) FILTER (WHERE outcome = 'NOT_VSS')     AS not_vss
    FROM days
    JOIN parse.outcome USING (business_day)
    GROUP BY business_day
),
breaks AS (
    SELECT business_day, count(*) AS open_breaks
    FROM days
    JOIN recon.break USING (business_day)
    WHERE state NOT IN ('RESOLVED', 'ACCEPTED')
    GROUP BY business_day
)
SELECT business_day, coalesce(deliveries, 0) AS deliveries, coalesce(facts, 0) AS facts,
       coalesce(duplicates, 0) AS duplicates, coalesce(superseded, 0) AS superseded,
       coalesce(quarantined, 0) AS quarantined, coalesce(not_vss, 0) AS not_vss, coalesce(open_breaks, 0) AS open_breaks
FROM days
LEFT JOIN deliveries USING (business_day)
LEFT JOIN breaks USING (business_day)
ORDER BY business_day
