-- grain: one row per product that lines of the staged list name in words that nobody knows: how many lines.
-- reads: staged
-- writes: nothing
SELECT 'product "' || left(product_spelling, 40) || '"' AS what, count(*) AS lines
FROM staged
WHERE product_spelling IS NOT NULL
GROUP BY product_spelling
ORDER BY lines DESC, product_spelling COLLATE "C";
