-- grain: one row: how many figures a closing froze, and a hash over them in their order.
-- reads: recon.closed_figure
-- writes: nothing
SELECT count(*) AS figures,
       encode(sha256(convert_to(coalesce(string_agg(
           concat_ws('|', business_day, section, coalesce(product, '-'), sub_account_id, coalesce(source, '-'),
                     coalesce(item, '-'), coalesce(currency, '-'), number, coalesce(seconds::text, '-'),
                     coalesce(trim_scale(amount)::text, '-')),
           E'\n'
           ORDER BY business_day, section COLLATE "C", product COLLATE "C", sub_account_id COLLATE "C", source COLLATE "C",
                    item COLLATE "C", currency COLLATE "C"), ''), 'UTF8')), 'hex') AS sha256
FROM recon.closed_figure
WHERE closing_id = :closing
