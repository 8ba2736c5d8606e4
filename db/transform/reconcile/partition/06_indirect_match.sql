-- grain: one row per expectation whose session is found otherwise: by its id on another day; or by the client's own id, where the
--   list has none of 8x8's: the first of that request that it has not by id.
-- reads: expected.session, fact.place, unequal_pair
-- writes: indirect_match
CREATE TEMPORARY TABLE indirect_match ON COMMIT DROP AS
WITH found AS (
    SELECT o.expected_id, session_id AS fact_session_id, NULL AS matched_by
    FROM unequal_pair o
    JOIN fact.place f USING (sub_account_id, session_id)
    WHERE o.outcome = 'MISSING_VSS'
    UNION ALL
    SELECT e.id, session_id, NULL
    FROM unequal_pair o
    JOIN expected.session e USING (source, sub_account_id, session_id)
    WHERE o.outcome IN ('UNEXPECTED', 'NOT_COVERED')
      AND e.superseded_by IS NULL AND e.business_day <> ALL (:days::date[])
    UNION ALL
    SELECT expected_id, session_id, 'CLIENT_REQUEST_ID'
    FROM recon.first_of_request(:days::date[])
)
SELECT e.source, e.sub_account_id, found.fact_session_id, e.business_day AS expected_day, f.business_day AS fact_day,
       f.delivery_id AS fact_delivery_id, f.product AS fact_product, coalesce(found.matched_by, e.matched_by, 'SESSION_ID') AS matched_by, e.id AS expected_id,
       e.import_id, e.client_request_id, e.product, e.session_status
FROM found -- these are few: each is looked up by its key
CROSS JOIN LATERAL (SELECT * FROM expected.session WHERE id = found.expected_id OFFSET 0) AS e
CROSS JOIN LATERAL (SELECT * FROM fact.place
                    WHERE sub_account_id = e.sub_account_id AND session_id = found.fact_session_id OFFSET 0) AS f;
