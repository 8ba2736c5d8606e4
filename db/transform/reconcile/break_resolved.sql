-- One row a break that is no longer found: of these days, of a session that these days now tell of, or of a result that is
-- there no more.
UPDATE recon.break b
SET state = 'RESOLVED'
WHERE b.state <> 'RESOLVED'
  AND (b.business_day = ANY (:days::date[])
       OR (b.source, b.sub_account_id, recon.session_key(b.session_id, b.client_request_id))
          IN (SELECT source, sub_account_id, session_key FROM pair)
       OR NOT EXISTS (SELECT FROM recon.result r
                      WHERE r.source = b.source AND r.sub_account_id = b.sub_account_id
                        AND recon.session_key(r.session_id, r.client_request_id)
                            = recon.session_key(b.session_id, b.client_request_id)))
  AND NOT EXISTS (SELECT FROM found f
                  WHERE f.source = b.source AND f.sub_account_id = b.sub_account_id AND f.kind = b.kind
                    AND f.session_key = recon.session_key(b.session_id, b.client_request_id)
                    AND coalesce(f.call_id, '') = coalesce(b.call_id, '')
                    AND coalesce(f.currency, '') = coalesce(b.currency, ''));
