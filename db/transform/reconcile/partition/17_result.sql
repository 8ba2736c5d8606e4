-- grain: The results of unequal pairs: what is found of a pair makes it a broken one.
-- reads: billed_leg, difference, former_result, recon.result, unequal_pair
-- writes: recon.result, unequal_pair
-- Those that stand as they are stay untouched; those that hold no longer go.
UPDATE unequal_pair o
SET outcome = 'BROKEN'
FROM (SELECT DISTINCT source, sub_account_id, session_id FROM difference) AS f
WHERE o.outcome = 'MATCHED'
  AND o.source = f.source AND o.sub_account_id = f.sub_account_id AND o.session_id = f.session_id;

UPDATE unequal_pair o
SET legs_matched_by = b.legs_matched_by
FROM (SELECT DISTINCT ON (source, sub_account_id, session_id) source, sub_account_id, session_id, legs_matched_by
      FROM billed_leg
      WHERE legs_matched_by IS NOT NULL
      ORDER BY source, sub_account_id, session_id, legs_matched_by COLLATE "C") AS b
WHERE o.source = b.source AND o.sub_account_id = b.sub_account_id AND o.session_id = b.session_id;

DELETE FROM recon.result r
USING former_result f
WHERE r.tableoid = f.month AND r.ctid = f.place AND r.business_day = ANY (:days::date[])
  AND NOT EXISTS (SELECT FROM unequal_pair o
                  WHERE o.business_day = r.business_day AND o.source = r.source AND o.sub_account_id = r.sub_account_id
                    AND recon.session_key(o.session_id, o.client_request_id)
                        = recon.session_key(r.session_id, r.client_request_id)
                    AND (o.product, o.client_request_id, o.outcome, o.matched_by, o.legs_matched_by)
                        IS NOT DISTINCT FROM (r.product, r.client_request_id, r.outcome, r.matched_by, r.legs_matched_by));

INSERT INTO recon.result
    (business_day, product, sub_account_id, session_id, client_request_id, source, outcome, matched_by, legs_matched_by)
SELECT o.business_day, o.product, o.sub_account_id, o.session_id, o.client_request_id, o.source, o.outcome, o.matched_by,
       o.legs_matched_by
FROM unequal_pair o
WHERE (o.source, o.sub_account_id, recon.session_key(o.session_id, o.client_request_id)) -- none of them is ever null
      NOT IN (SELECT r.source, r.sub_account_id, recon.session_key(r.session_id, r.client_request_id)
              FROM former_result f
              JOIN recon.result r ON r.tableoid = f.month AND r.ctid = f.place AND r.business_day = ANY (:days::date[]));
