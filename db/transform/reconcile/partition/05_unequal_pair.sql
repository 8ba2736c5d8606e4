-- grain: What happened beside what was expected by its id: one row a session and source, of these days.
-- reads: coverage, expected.import, expected.session, fact.session, recon.result, session_to_compare
-- writes: former_result, recon.result, unequal_pair
-- Where both sides say the same, as nearly all do, the result is written here, if it does not stand already. The rest goes into
-- unequal_pair; the results that stand and are not confirmed here go into former_result.
CREATE TEMPORARY TABLE unequal_pair (
    source             text     NOT NULL,
    sub_account_id     text     NOT NULL,
    session_id         text,
    client_request_id  text,
    business_day       date     NOT NULL,
    product            text,
    expected_id        bigint,
    expected_product   text,
    expected_status    text,
    actual_status      text,
    delivery_id        bigint,
    matched_by         text,
    legs_matched_by    text,
    outcome            text     NOT NULL, -- NOT_COVERED: it happened where the source does not speak, and may be expected elsewhere
    has_unlike_call    boolean  NOT NULL,
    evidence_at        timestamptz        -- arrival of the later of its two sides
) ON COMMIT DROP;
CREATE TEMPORARY TABLE former_result (month oid NOT NULL, place tid NOT NULL) ON COMMIT DROP;

WITH fact AS (
    SELECT s.source, c.import_id, f.business_day, f.product, f.sub_account_id, f.session_id, f.session_status, f.delivery_id,
           f.received_at
    FROM fact.session f
    CROSS JOIN (SELECT DISTINCT source FROM expected.import) AS s
    LEFT JOIN coverage c
      ON c.source = s.source AND c.business_day = f.business_day AND c.sub_account_id = f.sub_account_id
     AND (c.product IS NULL OR c.product = f.product)
    WHERE f.business_day = ANY (:days::date[])
),
expectation AS (
    SELECT source, business_day, product, sub_account_id, session_id, client_request_id, session_status, id, import_id, product_spelling,
           coalesce(matched_by, 'SESSION_ID') AS matched_by
    FROM expected.session
    WHERE superseded_by IS NULL AND business_day = ANY (:days::date[])
),
pair AS (
    SELECT source, sub_account_id, session_id, e.client_request_id, coalesce(f.business_day, e.business_day) AS business_day,
           coalesce(f.product, e.product) AS product, e.id AS expected_id, coalesce(e.import_id, f.import_id) AS import_id,
           e.product AS expected_product, e.session_status AS expected_status, e.product_spelling, f.session_status AS actual_status, f.delivery_id,
           f.received_at, CASE WHEN f.delivery_id IS NOT NULL THEN e.matched_by END AS matched_by,
           CASE WHEN f.delivery_id IS NULL THEN 'MISSING_VSS'
                WHEN e.id IS NOT NULL THEN 'MATCHED'
                WHEN f.import_id IS NULL THEN 'NOT_COVERED'
                ELSE 'UNEXPECTED' END AS outcome
    FROM fact f
    FULL JOIN expectation e USING (source, sub_account_id, session_id)
),
judged AS MATERIALIZED (
    SELECT p.*, u.session_id IS NOT NULL AS is_unlike, r.tableoid AS month, r.ctid AS place,
           (p.outcome = 'MATCHED' AND u.session_id IS NULL
               AND (p.expected_status <> p.actual_status) IS NOT TRUE
               AND (p.expected_product <> p.product) IS NOT TRUE
               -- a list may leave out what it does not know, but not name what nobody knows; a bill that does either is not even
               AND p.product_spelling IS NULL
               AND (p.source <> '8x8-log-export' OR p.expected_status IS NOT NULL AND p.expected_product IS NOT NULL)) AS is_even,
           (r.business_day, r.product, r.outcome, r.matched_by, r.legs_matched_by)
               IS NOT DISTINCT FROM (p.business_day, p.product, p.outcome, p.matched_by, NULL) AS stands
    FROM pair p
    LEFT JOIN session_to_compare u USING (sub_account_id, session_id)
    FULL JOIN (SELECT tableoid, ctid, r.* FROM recon.result r WHERE business_day = ANY (:days::date[])) AS r
      ON r.source = p.source AND r.sub_account_id = p.sub_account_id AND r.session_id = p.session_id
     AND coalesce(r.client_request_id, '') = coalesce(p.client_request_id, '')
),
unconfirmed AS (
    INSERT INTO former_result
    SELECT month, place
    FROM judged
    WHERE place IS NOT NULL AND (is_even AND stands) IS NOT TRUE
),
even AS (
    INSERT INTO recon.result
        (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by)
    SELECT business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by
    FROM judged
    WHERE is_even AND NOT stands
)
INSERT INTO unequal_pair
SELECT j.source, j.sub_account_id, j.session_id, j.client_request_id, j.business_day, j.product, j.expected_id,
       j.expected_product, j.expected_status, j.actual_status, j.delivery_id, j.matched_by, NULL, j.outcome,
       j.outcome = 'MATCHED' AND j.source = '8x8-log-export' AND j.is_unlike, greatest(i.imported_at, j.received_at)
FROM judged j
LEFT JOIN expected.import i ON i.id = j.import_id
WHERE NOT is_even;
ANALYZE unequal_pair;
