-- One row a result that no longer holds: of these days, or of a session that these days now tell of, and not among them.
DELETE FROM recon.result r
WHERE (r.business_day = ANY (:days::date[])
       OR EXISTS (SELECT FROM pair p
                  WHERE p.source = r.source AND p.sub_account_id = r.sub_account_id AND p.session_id = r.session_id)
       OR EXISTS (SELECT FROM pair p
                  WHERE p.source = r.source AND p.sub_account_id = r.sub_account_id
                    AND p.client_request_id = r.client_request_id))
  AND NOT EXISTS (SELECT FROM pair p
                  WHERE p.source = r.source AND p.sub_account_id = r.sub_account_id
                    AND coalesce(p.session_id, '') = coalesce(r.session_id, '')
                    AND coalesce(p.client_request_id, '') = coalesce(r.client_request_id, ''));
