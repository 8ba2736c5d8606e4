-- One row a break that is no longer found: of these days, or of a session that these days now tell of.
UPDATE recon.break b
SET state = 'RESOLVED'
WHERE b.state <> 'RESOLVED'
  AND (b.business_day = ANY (:days::date[])
       OR EXISTS (SELECT FROM pair p
                  WHERE p.source = b.source AND p.sub_account_id = b.sub_account_id AND p.session_id = b.session_id)
       OR EXISTS (SELECT FROM pair p
                  WHERE p.source = b.source AND p.sub_account_id = b.sub_account_id
                    AND p.client_request_id = b.client_request_id))
  AND NOT EXISTS (SELECT FROM found f
                  WHERE f.source = b.source AND f.sub_account_id = b.sub_account_id AND f.kind = b.kind
                    AND coalesce(f.session_id, '') = coalesce(b.session_id, '')
                    AND coalesce(f.client_request_id, '') = coalesce(b.client_request_id, '')
                    AND coalesce(f.call_id, '') = coalesce(b.call_id, '')
                    AND coalesce(f.currency, '') = coalesce(b.currency, ''));
