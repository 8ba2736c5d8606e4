-- What is found of a pair makes it a broken one.
UPDATE pair p
SET outcome = 'BROKEN'
FROM (SELECT DISTINCT source, sub_account_id, session_id FROM found) AS f
WHERE p.outcome = 'MATCHED'
  AND p.source = f.source AND p.sub_account_id = f.sub_account_id AND p.session_id = f.session_id;
