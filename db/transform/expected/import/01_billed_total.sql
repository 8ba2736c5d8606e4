-- grain: one row per business day, subaccount and currency of the staged file: what it bills, to be held against the invoice.
-- reads: staged
-- writes: expected.import_total
INSERT INTO expected.import_total (import_id, business_day, sub_account_id, currency, lines, seconds, amount)
SELECT :import, (initiated_at AT TIME ZONE :zone)::date, sub_account_id, currency, count(*),
       sum(coalesce(billable_seconds, duration_seconds)), sum(total_price)
FROM staged
GROUP BY 2, 3, 4
ORDER BY 2, 3, 4;
