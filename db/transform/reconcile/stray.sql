-- One row an expectation whose session is found otherwise: by its id on another day, or on one of which the source does not
-- speak; or by the client's own id, where the list has none of 8x8's: the first of that request that it has not by id.
CREATE TEMPORARY TABLE stray ON COMMIT DROP AS
WITH missing AS (
    SELECT expected_id, sub_account_id, session_id
    FROM pair
    WHERE outcome = 'MISSING_VSS' AND session_id IS NOT NULL
),
elsewhere AS (
    SELECT e.*, f.business_day AS fact_day
    FROM fact.session f
    JOIN expected.session e USING (sub_account_id, session_id)
    WHERE f.business_day = ANY (:days::date[])
      AND e.superseded_by IS NULL AND e.business_day <> ALL (:days::date[])
),
found AS (
    SELECT m.expected_id AS id, f.business_day AS fact_day, session_id AS fact_session_id, NULL AS matched_by
    FROM missing m
    JOIN fact.place f USING (sub_account_id, session_id)
    UNION ALL
    SELECT id, fact_day, session_id, NULL
    FROM elsewhere
    UNION ALL
    SELECT expected_id, fact_day, session_id, 'CLIENT_REQUEST_ID'
    FROM recon.first_of_request(:days::date[])
)
SELECT e.source, e.sub_account_id, found.fact_session_id, found.fact_day,
       coalesce(found.matched_by, e.identified_by, 'SESSION_ID') AS matched_by, e.id AS expected_id, e.import_id,
       e.client_request_id, e.product, e.session_status
FROM found
JOIN expected.session e USING (id);
