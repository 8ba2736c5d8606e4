-- grain: one row per business day and subaccount of the staged file: how many of its lines expect a session.
-- reads: staged
-- writes: expected.import_total
INSERT INTO expected.import_total (import_id, business_day, sub_account_id, lines)
SELECT :import, (start_time AT TIME ZONE :zone)::date, sub_account_id, count(*)
FROM staged
WHERE is_created
GROUP BY 2, 3
ORDER BY 2, 3;
