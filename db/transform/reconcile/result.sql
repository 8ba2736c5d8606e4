-- One row a session and source of these days.
INSERT INTO recon.result AS r
    (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by)
SELECT p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.source,
       CASE WHEN NOT p.happened THEN 'MISSING_VSS'
            WHEN p.expected_id IS NULL THEN 'UNEXPECTED'
            WHEN EXISTS (SELECT FROM found f
                         WHERE f.source = p.source AND f.sub_account_id = p.sub_account_id AND f.session_id = p.session_id)
                THEN 'BROKEN'
            ELSE 'MATCHED' END,
       p.matched_by
FROM pair p
ORDER BY p.business_day, p.source COLLATE "C", p.sub_account_id COLLATE "C", p.session_id COLLATE "C",
         p.client_request_id COLLATE "C"
ON CONFLICT (source, sub_account_id, session_id, client_request_id) DO UPDATE
SET business_day = excluded.business_day, product = excluded.product, outcome = excluded.outcome,
    matched_by = excluded.matched_by
WHERE (r.business_day, r.product, r.outcome, r.matched_by)
    IS DISTINCT FROM (excluded.business_day, excluded.product, excluded.outcome, excluded.matched_by);
