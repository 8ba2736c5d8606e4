-- grain: one row per subaccount and currency of an import: what its file says, to be held against the invoice.
-- reads: expected.import_total
-- writes: nothing
SELECT sub_account_id, currency, sum(lines)::bigint AS lines, sum(seconds)::bigint AS seconds, sum(amount) AS amount
FROM expected.import_total
WHERE import_id = :import
GROUP BY sub_account_id, currency
ORDER BY sub_account_id COLLATE "C", currency COLLATE "C";
