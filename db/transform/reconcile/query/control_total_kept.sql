-- grain: one row per day and source whose results stand as they are: the totals that its last reconciliation counted.
-- reads: recon.control_total
-- writes: recon.control_total
INSERT INTO recon.control_total
    (run_id, business_day, source, expected, facts, matched, broken, missing, unexpected)
SELECT DISTINCT ON (business_day, source)
       :run, business_day, source, expected, facts, matched, broken, missing, unexpected
FROM recon.control_total
WHERE business_day = ANY (:days::date[])
ORDER BY business_day, source, run_id DESC
ON CONFLICT (run_id, business_day, source) DO NOTHING
