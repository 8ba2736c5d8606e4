-- One row a result that no longer holds: of these days and not among their pairs; or of another day, where these days now
-- tell of its session, or of the callflow that it was made of, which may have found another session.
DELETE FROM recon.result r
USING (
    SELECT id
    FROM recon.result
    WHERE business_day = ANY (:days::date[])
    UNION
    SELECT r.id
    FROM pair p
    JOIN recon.result r ON r.source = p.source AND r.sub_account_id = p.sub_account_id
                       AND recon.session_key(r.session_id, r.client_request_id)
                           = recon.session_key(NULL, p.client_request_id)
    WHERE p.matched_by = 'CLIENT_REQUEST_ID'
    UNION
    SELECT r.id
    FROM pair p
    JOIN recon.result r ON r.source = p.source AND r.sub_account_id = p.sub_account_id
                       AND r.client_request_id = p.client_request_id
    WHERE r.matched_by = 'CLIENT_REQUEST_ID'
      AND (p.matched_by = 'CLIENT_REQUEST_ID' OR p.session_id IS NULL)
) AS looked_at
WHERE r.id = looked_at.id
  AND NOT EXISTS (SELECT FROM pair p
                  WHERE p.source = r.source AND p.sub_account_id = r.sub_account_id
                    AND p.session_key = recon.session_key(r.session_id, r.client_request_id));
