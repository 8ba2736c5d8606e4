-- grain: one row per session of this import whose id had been found by reconciliation: it is found again, where no other line has
--   it.
-- reads: expected.session, gone_session
-- writes: expected.session
UPDATE expected.session e
SET session_id = g.session_id, matched_by = g.matched_by
FROM gone_session g
WHERE g.import_id = :import AND g.matched_by IS NOT NULL
  AND e.import_id = :import AND e.superseded_by IS NULL AND e.session_id IS NULL
  AND e.sub_account_id = g.sub_account_id AND e.client_request_id = g.client_request_id
  AND NOT EXISTS (SELECT FROM expected.session o
                  WHERE o.source = :source AND o.superseded_by IS NULL AND o.sub_account_id = g.sub_account_id
                    AND o.session_id = g.session_id);
