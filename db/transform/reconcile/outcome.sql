-- One row a session and source of these days: a pair, and what became of it.
CREATE TEMPORARY TABLE outcome ON COMMIT DROP AS
SELECT p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.source, p.matched_by, p.session_key,
       CASE WHEN NOT p.happened THEN 'MISSING_VSS'
            WHEN p.expected_id IS NULL THEN 'UNEXPECTED'
            WHEN f.session_key IS NOT NULL THEN 'BROKEN'
            ELSE 'MATCHED' END AS outcome
FROM pair p
LEFT JOIN (SELECT DISTINCT source, sub_account_id, session_key FROM found) AS f
    USING (source, sub_account_id, session_key);
