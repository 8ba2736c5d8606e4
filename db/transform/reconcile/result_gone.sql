-- One row a result of these days that no longer holds.
DELETE FROM recon.result r
WHERE r.business_day = ANY (:days::date[])
  AND NOT EXISTS (SELECT FROM pair p
                  WHERE p.business_day = r.business_day AND p.source = r.source AND p.sub_account_id = r.sub_account_id
                    AND recon.session_key(p.session_id, p.client_request_id)
                        = recon.session_key(r.session_id, r.client_request_id)
                    AND (p.product, p.client_request_id, p.outcome, p.matched_by, p.legs_matched_by)
                        IS NOT DISTINCT FROM (r.product, r.client_request_id, r.outcome, r.matched_by, r.legs_matched_by));
