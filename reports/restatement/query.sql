-- One row a day, version and figure: all of the first version, of a later one what moved.
SELECT f.business_day,
       f.version,
       v.as_of,
       v.why,
       lower(f.section) AS section,
       f.product,
       f.source,
       f.item,
       f.number,
       CASE WHEN f.version > 1 THEN f.number - coalesce(f.number_before, 0) END AS number_change,
       f.seconds,
       CASE WHEN f.version > 1 AND coalesce(f.seconds, f.seconds_before) IS NOT NULL
            THEN coalesce(f.seconds, 0) - coalesce(f.seconds_before, 0) END AS seconds_change,
       f.amount,
       CASE WHEN f.version > 1 AND coalesce(f.amount, f.amount_before) IS NOT NULL
            THEN coalesce(f.amount, 0) - coalesce(f.amount_before, 0) END AS amount_change,
       f.currency
FROM recon.restated_figure f
JOIN recon.day_version v USING (business_day, version)
WHERE f.business_day BETWEEN :from AND :to
  AND fact.is_asked(f.product, :products)
ORDER BY f.business_day, f.version, f.section COLLATE "C", f.product COLLATE "C", f.source COLLATE "C", f.item COLLATE "C",
         f.currency COLLATE "C"
