-- grain: one row per currency, NULL among them: the breaks that are not resolved of sessions of which an import speaks, and what
--   is at stake.
-- reads: expected.session, recon.break
-- writes: nothing
SELECT b.currency, count(*) AS breaks, sum(abs(b.amount_at_stake)) AS amount_at_stake
FROM recon.break b
WHERE b.state <> 'RESOLVED'
  AND EXISTS (SELECT FROM expected.session e
              WHERE e.import_id = :import AND e.source = b.source AND e.sub_account_id = b.sub_account_id
                AND (e.session_id = b.session_id OR e.client_request_id = b.client_request_id))
GROUP BY b.currency
ORDER BY b.currency COLLATE "C"
