-- grain: one row: the import that is at work, with the decimals that its total prices show, by currency.
-- reads: staged
-- writes: expected.import
UPDATE expected.import
SET price_decimals = (
    SELECT jsonb_object_agg(currency, expected.decimals_shown(currency, most_printed, most_used))
    FROM (SELECT currency, max(scale(total_price)) AS most_printed, max(min_scale(total_price)) AS most_used
          FROM staged
          WHERE total_price IS NOT NULL AND currency IS NOT NULL
          GROUP BY currency) AS of_currency)
WHERE id = :import;
