-- grain: one row per current session of a list whose product is understood now and was not when it was imported; its day is to be
--   reconciled.
-- reads: nothing
-- writes: expected.session, expected.touched_day
WITH product AS (
    SELECT DISTINCT spelling, product
    FROM jsonb_to_recordset(:meanings::jsonb) AS m (spelling text, product text)
    WHERE product IS NOT NULL
),
understood AS (
    UPDATE expected.session e
    SET product = p.product, product_spelling = NULL
    FROM product p
    WHERE e.superseded_by IS NULL AND e.product_spelling = p.spelling
    RETURNING e.business_day, e.import_id
)
INSERT INTO expected.touched_day (business_day, import_id)
SELECT DISTINCT business_day, import_id FROM understood
ON CONFLICT (business_day, import_id) DO UPDATE SET xid = pg_current_xact_id();
