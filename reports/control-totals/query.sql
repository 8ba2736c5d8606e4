-- One row a business day and source, as the last run counted them.
SELECT DISTINCT ON (business_day, source COLLATE "C")
       business_day,
       source,
       expected,
       facts AS happened,
       matched,
       broken,
       missing,
       unexpected
FROM recon.control_total
WHERE business_day BETWEEN :from AND :to
ORDER BY business_day, source COLLATE "C", run_id DESC
