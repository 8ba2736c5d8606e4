-- One row a session and source, of these days: what happened beside what was expected by its id, on a day of which the source
-- speaks; either may be missing.
CREATE TEMPORARY TABLE pair ON COMMIT DROP AS
WITH facts AS (
    SELECT c.source, c.import_id, f.business_day, f.product, f.sub_account_id, f.session_id, f.session_status, f.delivery_id, f.received_at
    FROM fact.session f
    JOIN recon.coverage(:days::date[]) AS c
      ON c.business_day = f.business_day AND c.sub_account_id = f.sub_account_id AND (c.product IS NULL OR c.product = f.product)
    WHERE f.business_day = ANY (:days::date[])
),
expectations AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, session_status, id, import_id,
           coalesce(identified_by, 'SESSION_ID') AS matched_by
    FROM expected.session
    WHERE superseded_by IS NULL AND business_day = ANY (:days::date[])
)
SELECT source, sub_account_id, session_id, e.client_request_id, coalesce(f.business_day, e.business_day) AS business_day,
       coalesce(f.product, e.product) AS product, e.id AS expected_id, coalesce(e.import_id, f.import_id) AS import_id, e.product AS expected_product,
       e.session_status AS expected_status, f.session_status AS actual_status, f.delivery_id, f.received_at,
       CASE WHEN e.id IS NOT NULL AND f.delivery_id IS NOT NULL THEN e.matched_by END AS matched_by,
       CASE WHEN f.delivery_id IS NULL THEN 'MISSING_VSS'
            WHEN e.id IS NULL THEN 'UNEXPECTED'
            ELSE 'MATCHED' END AS outcome,
       NULL::text AS legs_matched_by
FROM facts f
FULL JOIN expectations e USING (source, sub_account_id, session_id);
ANALYZE pair;
