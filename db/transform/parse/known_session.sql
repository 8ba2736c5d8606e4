-- grain: one row per session, of those wanted, that has a fact.
-- reads: parse.outcome
-- writes: nothing
SELECT o.sub_account_id, o.session_id
FROM unnest(?::text[], ?::text[]) AS wanted (sub_account_id, session_id)
JOIN parse.outcome o USING (sub_account_id, session_id)
WHERE o.outcome = 'FACT'
