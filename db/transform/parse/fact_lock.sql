-- grain: one row per session whose fact was locked, so that nobody else decides on its deliveries until this transaction ends.
-- reads: parse.outcome
-- writes: nothing
-- A session whose fact another transaction has just changed is left out: ask again.
SELECT o.delivery_id
FROM unnest(?::text[], ?::text[]) AS wanted (sub_account_id, session_id)
JOIN parse.outcome o USING (sub_account_id, session_id)
WHERE o.outcome = 'FACT'
ORDER BY o.sub_account_id, o.session_id
FOR UPDATE OF o
