-- One row a result of these days that was not there; those that were stay untouched.
INSERT INTO recon.result 
    (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by, legs_matched_by)
SELECT p.business_day, p.product, p.sub_account_id, p.session_id, p.client_request_id, p.source, p.outcome, p.matched_by,
       p.legs_matched_by
FROM pair p
WHERE NOT EXISTS (SELECT FROM recon.result r
                  WHERE r.business_day = ANY (:days::date[])
                    AND r.source = p.source AND r.sub_account_id = p.sub_account_id
                    AND recon.session_key(r.session_id, r.client_request_id)
                        = recon.session_key(p.session_id, p.client_request_id));
