-- grain: one row per reason why lines of the staged bill cannot be compared, and currency: how many lines, and what they bill.
-- reads: staged
-- writes: nothing
WITH doubt AS (
    SELECT expected.uncheckable(duration_seconds, billing_unit, unit_seconds, first_increment, next_increment, billable_seconds,
                                unit_price, total_price, currency) AS what,
           total_price, currency
    FROM staged
    UNION ALL
    SELECT coalesce('product "' || left(product_spelling, 40) || '"', 'no product'), total_price, currency
    FROM staged
    WHERE product IS NULL
    UNION ALL
    SELECT 'no session status', total_price, currency
    FROM staged
    WHERE session_status IS NULL
)
SELECT what, count(*) AS lines, sum(total_price) AS amount, CASE WHEN sum(total_price) IS NOT NULL THEN currency END AS currency
FROM doubt
WHERE what IS NOT NULL
GROUP BY what, doubt.currency
ORDER BY lines DESC, what COLLATE "C", doubt.currency COLLATE "C";
