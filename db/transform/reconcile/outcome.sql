-- What is found of a pair makes it a broken one.
UPDATE pair p
SET outcome = 'BROKEN'
FROM (SELECT DISTINCT source, sub_account_id, session_id FROM found) AS f
WHERE p.outcome = 'MATCHED'
  AND p.source = f.source AND p.sub_account_id = f.sub_account_id AND p.session_id = f.session_id;

UPDATE pair p
SET legs_matched_by = b.legs_matched_by
FROM (SELECT DISTINCT ON (source, sub_account_id, session_id) source, sub_account_id, session_id, legs_matched_by
      FROM billed_leg
      WHERE legs_matched_by IS NOT NULL
      ORDER BY source, sub_account_id, session_id, legs_matched_by COLLATE "C") AS b
WHERE p.source = b.source AND p.sub_account_id = b.sub_account_id AND p.session_id = b.session_id;
