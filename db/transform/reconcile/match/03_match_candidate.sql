-- grain: one row per candidate that only a person can tell of: those that are none any more go, new ones come.
-- reads: candidate, expected.session, run.stale_day
-- writes: recon.match_candidate
WITH scope AS (
    SELECT DISTINCT e.source, e.sub_account_id, e.client_request_id
    FROM run.stale_day s
    JOIN expected.session e ON e.business_day BETWEEN s.business_day - 1 AND s.business_day + 1
    WHERE e.is_row
),
ambiguous AS (
    SELECT candidate.*
    FROM candidate
    JOIN expected.session e USING (id)
    WHERE e.matched_by IS NULL
),
gone AS (
    DELETE FROM recon.match_candidate s
    USING scope
    WHERE s.source = scope.source AND s.sub_account_id = scope.sub_account_id
      AND s.client_request_id = scope.client_request_id
      AND s.state = 'OPEN'
      AND NOT EXISTS (SELECT FROM ambiguous a
                      WHERE a.source = s.source AND a.sub_account_id = s.sub_account_id
                        AND a.client_request_id = s.client_request_id AND a.session_id = s.session_id)
)
INSERT INTO recon.match_candidate (source, sub_account_id, client_request_id, session_id, business_day, seconds_apart)
SELECT source, sub_account_id, client_request_id, session_id, business_day, seconds_apart
FROM ambiguous
ORDER BY source COLLATE "C", sub_account_id COLLATE "C", business_day, client_request_id COLLATE "C", abs(seconds_apart),
         session_id COLLATE "C"
ON CONFLICT (source, sub_account_id, client_request_id, session_id) DO NOTHING;
