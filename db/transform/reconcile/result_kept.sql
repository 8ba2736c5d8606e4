-- One row a result that was there already and says something else now; it keeps its id.
UPDATE recon.result r
SET business_day = o.business_day, product = o.product, session_id = o.session_id,
    client_request_id = o.client_request_id, outcome = o.outcome, matched_by = o.matched_by
FROM outcome o
WHERE o.source = r.source AND o.sub_account_id = r.sub_account_id
  AND o.session_key = recon.session_key(r.session_id, r.client_request_id)
  AND (r.business_day, r.product, r.client_request_id, r.outcome, r.matched_by)
      IS DISTINCT FROM (o.business_day, o.product, o.client_request_id, o.outcome, o.matched_by);
