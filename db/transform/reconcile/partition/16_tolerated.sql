-- grain: What is found and within a tolerance is no break: it is told in sums, by day.
-- reads: difference
-- writes: difference, recon.tolerated
DELETE FROM recon.tolerated WHERE business_day = ANY (:days::date[]);

INSERT INTO recon.tolerated
    (business_day, product, sub_account_id, source, kind, tolerance, differences, seconds, amount, currency)
SELECT business_day, product, sub_account_id, source, kind, tolerated_by, count(*),
       sum(CASE WHEN kind = 'DURATION' THEN abs(expected_value::bigint - actual_value::bigint) END), sum(amount_at_stake),
       CASE WHEN amount_at_stake IS NOT NULL THEN currency END
FROM difference
WHERE tolerated_by IS NOT NULL
GROUP BY business_day, product, sub_account_id, source, kind, tolerated_by,
         CASE WHEN amount_at_stake IS NOT NULL THEN currency END
ORDER BY business_day, product COLLATE "C", sub_account_id COLLATE "C", source COLLATE "C", kind COLLATE "C",
         tolerated_by COLLATE "C";

DELETE FROM difference WHERE tolerated_by IS NOT NULL;
