-- grain: one row per delivery of these sessions that was looked at.
-- reads: parse.outcome
-- writes: nothing
SELECT o.sub_account_id, o.session_id, o.delivery_id, o.outcome, o.business_day, o.product, o.content_digest,
       o.content_rank, o.arrived_at, o.file_id
FROM unnest(?::text[], ?::text[]) AS wanted (sub_account_id, session_id)
JOIN parse.outcome o USING (sub_account_id, session_id)
WHERE o.outcome = 'FACT'
UNION ALL
SELECT o.sub_account_id, o.session_id, o.delivery_id, o.outcome, o.business_day, o.product, o.content_digest,
       o.content_rank, o.arrived_at, o.file_id
FROM unnest(?::text[], ?::text[]) AS wanted (sub_account_id, session_id)
JOIN parse.outcome o USING (sub_account_id, session_id)
WHERE o.outcome IN ('DUPLICATE', 'SUPERSEDED')
