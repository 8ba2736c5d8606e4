-- One row a result that was not there. Ids follow on the greatest there is, in an order of their own, so that the same input
-- gets the same ids, however often a day was reconciled or a run broken off.
INSERT INTO recon.result
    (id, business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by)
SELECT (SELECT coalesce(max(id), 0) FROM recon.result)
           + row_number() OVER (ORDER BY business_day, source COLLATE "C", sub_account_id COLLATE "C",
                                         session_key COLLATE "C"),
       business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by
FROM outcome o
WHERE NOT EXISTS (SELECT FROM recon.result r
                  WHERE r.source = o.source AND r.sub_account_id = o.sub_account_id
                    AND recon.session_key(r.session_id, r.client_request_id) = o.session_key)
ORDER BY 1;
