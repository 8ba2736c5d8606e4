-- grain: one row per current refused request of which the staged file speaks: this import takes its place, or created its session
--   after all.
-- reads: expected.rejected_request, staged
-- writes: expected.rejected_request
-- Each is looked up; where no request was ever refused, none is.
UPDATE expected.rejected_request r
SET superseded_by = :import
FROM (
    SELECT known.id, s.sub_account_id
    FROM (SELECT DISTINCT sub_account_id, request_key FROM staged WHERE request_key IS NOT NULL) AS s
    CROSS JOIN LATERAL (SELECT current.id
                        FROM expected.rejected_request current
                        WHERE current.superseded_by IS NULL
                          AND current.source = :source
                          AND current.sub_account_id = s.sub_account_id
                          AND current.request_key = s.request_key
                        OFFSET 0) AS known
    WHERE EXISTS (SELECT FROM expected.rejected_request WHERE superseded_by IS NULL)
    UNION
    SELECT known.id, s.sub_account_id
    FROM (SELECT DISTINCT sub_account_id, client_request_id FROM staged WHERE is_created AND client_request_id IS NOT NULL) AS s
    CROSS JOIN LATERAL (SELECT current.id
                        FROM expected.rejected_request current
                        WHERE current.superseded_by IS NULL
                          AND current.source = :source
                          AND current.sub_account_id = s.sub_account_id
                          AND current.client_request_id = s.client_request_id
                        OFFSET 0) AS known
    WHERE EXISTS (SELECT FROM expected.rejected_request WHERE superseded_by IS NULL)
) AS known
WHERE r.id = known.id
  AND r.sub_account_id = known.sub_account_id;
