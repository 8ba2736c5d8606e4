-- grain: one row per unit and product of current billed lines that were not understood, as they are spelled, NULL for the one
--   that was; and one per product of lists that was not.
-- reads: expected.leg, expected.session
-- writes: nothing
SELECT DISTINCT CASE WHEN unit_seconds IS NULL THEN billing_unit END AS billing_unit,
                CASE WHEN product IS NULL THEN product_spelling END  AS product_spelling
FROM expected.leg
WHERE superseded_by IS NULL AND (unit_seconds IS NULL OR product IS NULL)
UNION
SELECT NULL, product_spelling
FROM expected.session
WHERE superseded_by IS NULL AND product_spelling IS NOT NULL;
