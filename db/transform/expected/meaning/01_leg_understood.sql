-- grain: one row per current billed line whose unit or product is understood now and was not when it was imported; its session
--   gets the product, too, and its day is to be reconciled.
-- reads: expected.leg, expected.session
-- writes: expected.leg, expected.session, expected.touched_day
WITH meaning AS (
    SELECT DISTINCT unit, seconds, spelling, product
    FROM jsonb_to_recordset(:meanings::jsonb) AS m (unit text, seconds integer, spelling text, product text)
),
unit AS (
    SELECT DISTINCT unit, seconds FROM meaning WHERE seconds IS NOT NULL
),
product AS (
    SELECT DISTINCT spelling, product FROM meaning WHERE product IS NOT NULL
),
understood AS (
    UPDATE expected.leg l
    SET unit_seconds = coalesce(l.unit_seconds, u.seconds), product = coalesce(l.product, p.product)
    FROM expected.leg old
    LEFT JOIN unit u ON old.unit_seconds IS NULL AND u.unit = old.billing_unit
    LEFT JOIN product p ON old.product IS NULL AND p.spelling = old.product_spelling
    WHERE old.superseded_by IS NULL AND (old.unit_seconds IS NULL OR old.product IS NULL)
      AND (u.unit IS NOT NULL OR p.spelling IS NOT NULL)
      AND l.id = old.id AND l.sub_account_id = old.sub_account_id
    RETURNING l.source, l.sub_account_id, l.session_id, l.product
),
known AS (
    SELECT e.id, e.sub_account_id, e.business_day, e.import_id, min(u.product COLLATE "C") AS product
    FROM understood u
    JOIN expected.session e USING (source, sub_account_id, session_id)
    WHERE e.superseded_by IS NULL
    GROUP BY e.id, e.sub_account_id, e.business_day, e.import_id
),
of_product AS (
    UPDATE expected.session e
    SET product = known.product
    FROM known
    WHERE e.id = known.id AND e.sub_account_id = known.sub_account_id AND e.product IS NULL AND known.product IS NOT NULL
)
INSERT INTO expected.touched_day (business_day, import_id)
SELECT DISTINCT business_day, import_id FROM known
ON CONFLICT (business_day, import_id) DO UPDATE SET xid = pg_current_xact_id();
